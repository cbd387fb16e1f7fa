/// What a program reads.
package struct Dependencies: Sendable, Hashable {
  /// The fields, without repetition, in the order in which the expression names them.
  package var fields: [FieldReference]
  /// The relations, without repetition, in the order in which the expression names them.
  package var relations: [RelationReference]
  /// The parameters, decision tables and tolerances, by their declared names.
  package var declarations: Set<String> = []

  package init(fields: [FieldReference] = [], relations: [RelationReference] = []) {
    self.fields = fields
    self.relations = relations
  }
}

/// A field of an entity, both by number.
package struct FieldReference: Sendable, Hashable {
  package var entity: Int
  package var field: Int

  package init(entity: Int, field: Int) {
    self.entity = entity
    self.field = field
  }
}

/// A relation of an entity, both by number.
package struct RelationReference: Sendable, Hashable {
  package var entity: Int
  package var relation: Int

  package init(entity: Int, relation: Int) {
    self.entity = entity
    self.relation = relation
  }
}
