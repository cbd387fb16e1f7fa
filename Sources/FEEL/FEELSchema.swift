package import Values

/// The entities that expressions can speak of, by number.
package struct FEELSchema: Sendable {
  package let entities: [EntityType]
  /// All names that it declares, gathered once for all expressions.
  let names: Names
  /// For each entity where its names lead.
  private let steps: [[String: Program.Step]]

  package init(entities: [EntityType] = []) {
    self.entities = entities
    names = Names(entities)
    steps = entities.indices.map { entities[$0].steps(from: $0) }
  }

  /// The field or relation of that name or alias; a field comes before a relation, and a name before
  /// an alias.
  func step(named name: String, from entity: Int) -> Program.Step? { steps[entity][name] }

  /// One entity: what its rows have and where they lead.
  package struct EntityType: Sendable {
    package var name: String
    package var aliases: [String]
    /// In the order of the entity's columns.
    package var fields: [FEELField]
    package var relations: [RelationType]

    package init(
      name: String, aliases: [String] = [], fields: [FEELField], relations: [RelationType] = []
    ) {
      self.name = name
      self.aliases = aliases
      self.fields = fields
      self.relations = relations
    }
  }

  /// How rows of one entity lead to those of another.
  package struct RelationType: Sendable {
    package var name: String
    package var aliases: [String]
    /// The entity it leads to, by number.
    package var target: Int
    /// Whether it gives a list of rows rather than one row or null.
    package var isMany: Bool

    package init(name: String, aliases: [String] = [], target: Int, isMany: Bool) {
      self.name = name
      self.aliases = aliases
      self.target = target
      self.isMany = isMany
    }
  }
}

/// The names that one expression may use.
package struct FEELScope: Sendable {
  package var schema: FEELSchema
  /// The entity whose fields and relations are plain names; its own name and aliases may stand before
  /// them, as in `order.total`.
  package var subject: Int?
  /// For an expression on a group of rows: the name that stands for all of them.
  package var rows: RowsVariable?
  /// What is declared beside expressions, and the same for all of them.
  package var declarations: Declarations
  package var inputs: [Input]
  /// The field of the subject that holds the day by which parameters are chosen that change over time.
  package var day: Int?

  package init(
    schema: FEELSchema = FEELSchema(), subject: Int? = nil, rows: RowsVariable? = nil,
    declarations: Declarations = Declarations(), inputs: [Input] = [], day: Int? = nil
  ) {
    self.schema = schema
    self.subject = subject
    self.rows = rows
    self.declarations = declarations
    self.inputs = inputs
    self.day = day
  }

  /// The list of a group's rows, and the fields that are the same in all of them.
  package struct RowsVariable: Sendable {
    package var name: String
    package var entity: Int
    /// The fields that make the group, by number: these are plain names.
    package var fields: [Int]

    package init(name: String = "rows", entity: Int, fields: [Int]) {
      self.name = name
      self.entity = entity
      self.fields = fields
    }
  }

  /// Parameters, decision tables and tolerances.
  package struct Declarations: Sendable {
    package let parameters: [Parameter]
    package let tables: [DecisionTable]
    package let tolerances: [Tolerance]
    /// The names of the parameters, gathered once for all expressions.
    let names: Names

    package init(
      parameters: [Parameter] = [], tables: [DecisionTable] = [], tolerances: [Tolerance] = []
    ) {
      self.parameters = parameters
      self.tables = tables
      self.tolerances = tolerances
      names = Names(parameters.flatMap { [$0.name] + $0.aliases })
    }
  }

  package var parameters: [Parameter] { declarations.parameters }

  package var tables: [DecisionTable] { declarations.tables }

  package var tolerances: [Tolerance] { declarations.tolerances }

  /// A named value that is the same for all rows, or for all of a day.
  package struct Parameter: Sendable {
    package var name: String
    package var aliases: [String]
    package var type: FEELType
    /// In the order of their days, which do not overlap.
    package var versions: [Version]

    package init(name: String, aliases: [String] = [], type: FEELType, value: Value) {
      self.init(
        name: name, aliases: aliases, type: type,
        versions: [Version(value: value, from: nil, to: nil)])
    }

    package init(name: String, aliases: [String] = [], type: FEELType, versions: [Version]) {
      self.name = name
      self.aliases = aliases
      self.type = type
      self.versions = versions
    }

    /// The value, when it never changes.
    var constant: Value? {
      versions.count == 1 && versions[0].from == nil && versions[0].to == nil
        ? versions[0].value : nil
    }

    /// A value and the first and last day on which it is in force.
    package struct Version: Sendable {
      package var value: Value
      package var from: CivilDate?
      package var to: CivilDate?

      package init(value: Value, from: CivilDate?, to: CivilDate?) {
        self.value = value
        self.from = from
        self.to = to
      }
    }
  }

  /// A value that is handed in at each evaluation, by its place in ``FEELScope/inputs``.
  package struct Input: Sendable {
    package var name: String
    package var type: FEELType

    package init(name: String, type: FEELType) {
      self.name = name
      self.type = type
    }
  }
}
