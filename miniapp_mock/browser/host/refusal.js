/** Something a mini-program asked for and does not get: `wx.*` tells it as `errMsg`. */
export class Refusal extends Error {
  name = 'Refusal'
}
