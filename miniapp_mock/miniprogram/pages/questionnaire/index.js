const reader = require('../../behaviors/reader');
const reporter = require('../../behaviors/reporter');
const caller = require('../../behaviors/caller');
const phone = require('../../services/phone');
const questionnaires = require('../../services/questionnaires');
const screens = require('../../services/screens');

Page({
  behaviors: [reader, reporter, caller],
  data: {
    questionnaire: null,
    given: [], // all answers, also those after the question that is shown
    trail: [], // the answers before it
    question: null,
    outcome: null,
  },

  /** `a=school:…,born:…` are the answers of a shared result. */
  onLoad({ key, a }) {
    this.key = key;
    this.setData({ given: a ? questionnaires.read(a) : questionnaires.answers(key) });
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => questionnaires.one(this.key), (questionnaire) => {
      const given = questionnaires.holding(questionnaire, this.data.given);
      const at = this.data.questionnaire ? this.data.trail.length : given.length;
      return { questionnaire, given, ...place(questionnaire, given.slice(0, at)) };
    });
  },

  /** The answers after this one are kept as long as this one stays what it was. */
  answer({ detail }) {
    const { questionnaire, question, given, trail } = this.data;
    const at = trail.length;
    const said = { question: question.id, ...detail };
    const stays = given[at] && questionnaires.same(given[at], said);
    const all = stays ? given : [...given.slice(0, at), said];
    this.stand(questionnaires.holding(questionnaire, all), at + 1);
  },

  back() {
    this.stand(this.data.given, this.data.trail.length - 1);
  },

  forward() {
    this.stand(this.data.given, this.data.trail.length + 1);
  },

  backTo({ currentTarget }) {
    this.stand(this.data.given, currentTarget.dataset.at);
  },

  restart() {
    this.stand([], 0);
  },

  /** Show what stands after the first `at` answers. */
  stand(given, at) {
    questionnaires.keepAnswers(this.key, given);
    this.setData({ given, ...place(this.data.questionnaire, given.slice(0, at)) });
    wx.pageScrollTo({ scrollTop: 0, duration: 0 });
  },

  toGuide() {
    const { guide, route } = this.data.outcome;
    screens.go(screens.path('guide', guide.key) + (route ? `&route=${route.n}` : ''));
  },

  /** The day of birth that was given need not be given again. */
  reckon({ currentTarget }) {
    const facts = Object.entries(questionnaires.facts(this.data.trail));
    const known = facts.map(([name, value]) => `&${name}=${value}`).join('');
    screens.go(screens.path('rule', currentTarget.dataset.key) + known);
  },

  copyPath() {
    phone.copy(this.data.outcome.route.path_text, '路径已复制');
  },

  report({ detail }) {
    const { guide, route } = this.data.outcome;
    const { key, title } = guide;
    this.askReport({ guide: key, title, route: route.n, channel: route.channel.name, ...detail });
  },

  /** Days stay on this phone: what is shared are the options only. */
  onShareAppMessage() {
    const { questionnaire, trail, outcome } = this.data;
    const answers = questionnaires.written(trail);
    const title = outcome ? outcome.title : questionnaire ? questionnaire.title : '导办问答';
    return {
      title,
      path: `/pages/questionnaire/index?key=${this.key}${answers ? `&a=${answers}` : ''}`,
      imageUrl: '/assets/share.png',
    };
  },
});

function place(questionnaire, given) {
  return { question: null, outcome: null, ...questionnaires.walk(questionnaire, given) };
}
