package import Entities
package import FEEL
import Values

/// The names that expressions may use: the model's, and those of the parameters.
package struct Vocabulary: Sendable {
  package var schema: FEELSchema
  package var parameters: [FEELScope.Parameter]

  package init(_ model: Model, parameters: [FEELScope.Parameter] = []) {
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
    self.parameters = parameters
  }

  /// The names that an expression on such a subject may use.
  package func scope(for subject: SubjectKind) -> FEELScope {
    switch subject {
    case .each(let entity):
      FEELScope(schema: schema, subject: entity, parameters: parameters)
    case .group(let entity, let fields):
      FEELScope(
        schema: schema, rows: FEELScope.RowsVariable(entity: entity, fields: fields),
        parameters: parameters)
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
