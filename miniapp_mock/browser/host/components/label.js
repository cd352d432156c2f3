/** What belongs to a switch, checkbox or radio inside it; a tap anywhere on it is a tap on that. */
export const label = { tag: 'label', properties: {}, events: [] }
