import Entities
import Rules
import Values

extension RuleFacts {
  /// What stands beside a rule's findings.
  init(_ rule: Rule, in set: RuleSet) {
    let department = set.departments[rule.department]
    self.init(
      id: rule.id, title: rule.title, pack: set.packs[rule.pack].id,
      packTitle: set.packs[rule.pack].title, stage: rule.stage.rawValue, clause: rule.clause,
      severity: rule.severity, department: department.id, departmentLabel: department.label,
      finds: rule.finds, remedy: rule.remedy, dueDays: department.dueDays[rule.severity] ?? 10)
  }
}

extension LocalizedText {
  /// Why a rule did not run, in one sentence.
  init(_ lacks: [Lack], in model: Model) {
    func sentence(_ language: Language, _ part: (Lack) -> String, _ joint: String) -> String {
      lacks.map(part).joined(separator: joint)
    }
    func label(_ lack: Lack, _ language: Language) -> (entity: String, field: String?) {
      switch lack {
      case .entity(let entity): (model.entities[entity].label[language], nil)
      case .field(let entity, let field):
        (
          model.entities[entity].label[language],
          model.entities[entity].fields[field].label[language]
        )
      }
    }
    self.init([
      .zhHans: sentence(
        .zhHans,
        {
          let (entity, field) = label($0, .zhHans)
          return field.map { "“\(entity)”的导出文件没有“\($0)”字段" } ?? "没有“\(entity)”的导出文件"
        }, "；"),
      .zhHant: sentence(
        .zhHant,
        {
          let (entity, field) = label($0, .zhHant)
          return field.map { "「\(entity)」的匯出檔沒有「\($0)」欄位" } ?? "沒有「\(entity)」的匯出檔"
        }, "；"),
      .en: sentence(
        .en,
        {
          let (entity, field) = label($0, .en)
          return field.map { "no export of '\(entity)' has the field '\($0)'" }
            ?? "there is no export of '\(entity)'"
        }, "; "),
    ])
  }
}
