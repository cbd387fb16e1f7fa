import Entities
import FEEL
import Values

/// The names that expressions may use: the model's, and those of the parameters, tables and tolerances.
struct Vocabulary: Sendable {
  var schema: FEELSchema
  private let declarations: FEELScope.Declarations
  /// For each entity the field that holds a record's day.
  private let days: [Int?]

  init(_ model: Model, _ declarations: FEELScope.Declarations = FEELScope.Declarations()) {
    days = model.entities.map(\.date)
    schema = FEELSchema(
      entities: model.entities.indices.map { number in
        let entity = model.entities[number]
        return FEELSchema.EntityType(
          name: entity.name, aliases: entity.label.chinese,
          fields: entity.fields.map(FEELField.init),
          relations: model.relations(from: number).map { relation in
            let relation = model.relations[relation]
            return FEELSchema.RelationType(
              name: relation.name, aliases: relation.label.chinese, target: relation.to,
              isMany: relation.kind == .many)
          })
      })
    self.declarations = declarations
  }

  /// The names that an expression without a subject may use.
  var scopeWithoutSubject: FEELScope {
    FEELScope(declarations: declarations)
  }

  /// The names that an expression on such a subject may use.
  func scope(for subject: SubjectKind) -> FEELScope {
    switch subject {
    case .each(let entity):
      FEELScope(
        schema: schema, subject: entity, declarations: declarations, day: days[entity])
    case .group(let entity, let fields):
      FEELScope(
        schema: schema, rows: FEELScope.RowsVariable(entity: entity, fields: fields),
        declarations: declarations, day: days[entity])
    }
  }
}

extension FEELField {
  fileprivate init(_ field: Field) {
    self.init(
      name: field.name, aliases: field.label.chinese + field.aliases,
      type: FEELType(field.type), allowedValues: field.words?.map(\.name))
  }
}

extension FEELType {
  fileprivate init(_ type: Field.FieldType) {
    self =
      switch type {
      case .string: .string
      case .number: .number
      case .boolean: .boolean
      case .date: .date
      case .dateTime: .dateTime
      }
  }
}

extension LocalizedText {
  /// Its Chinese forms, by which expressions may call what bears it as label.
  fileprivate var chinese: [String] {
    let texts = [self[.zhHans], self[.zhHant]]
    return texts[0] == texts[1] ? [texts[0]] : texts
  }
}
