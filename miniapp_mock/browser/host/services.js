/** What the built-in components may ask of the phone. They import none of it themselves: the builder reads them, too. */
import { setHiddenFromReaders, setOwnRole, setRole } from './focusable.js'
import * as navigation from './navigation.js'
import { openSettings } from './permission.js'
import * as pickers from './pickers.js'
import { share } from './share.js'

export const services = {
  navigation,
  openSettings,
  pickers,
  share,
  setRole,
  setOwnRole,
  setHiddenFromReaders,
}
