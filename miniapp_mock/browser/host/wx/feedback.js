/** Toasts, questions, lists of things to do. */
import { chooseAction } from '../action-sheet.js'
import { ask } from '../dialog.js'
import { Refusal } from '../refusal.js'
import { hideToast, showToast } from '../toast.js'
import { allAsynchronous } from './call.js'

export function feedbackApi() {
  return allAsynchronous({
    showToast: (toast) => showToast(toast),
    hideToast: () => hideToast(),
    showLoading: ({ title, mask }) => showToast({ title, mask, icon: 'loading', duration: 0 }),
    hideLoading: () => hideToast(),
    async showModal(question) {
      const { confirmed, content } = await ask(question)
      return { confirm: confirmed, cancel: !confirmed, content }
    },
    async showActionSheet({ itemList, alertText }) {
      const tapIndex = await chooseAction(itemList, { title: alertText })
      if (tapIndex === undefined) throw new Refusal('cancel')
      return { tapIndex }
    },
  })
}
