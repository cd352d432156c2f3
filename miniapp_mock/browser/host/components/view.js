export const view = { tag: 'view', properties: {}, events: [] }
