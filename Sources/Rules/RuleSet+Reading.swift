package import Diagnostics
package import Entities
import FEEL
import Formats
import Tables
import Values

/// The text of a declaration file, and the name by which messages call it.
package struct DeclarationFile: Sendable {
  package var name: String
  package var text: [UInt8]

  package init(name: String, text: [UInt8]) {
    self.name = name
    self.text = text
  }
}

extension RulePage {
  /// Reads the page of a pack.
  ///
  /// - Throws: every fault in its examples, with line and column.
  package static func read(_ file: DeclarationFile, model: Model) throws(Refusal) -> [RulePage] {
    let reader = DeclarationReader()
    let pages = PageReading(file: file, model: model, reader: reader).pages()
    try reader.throwIfFaulty()
    return pages
  }
}

/// The files a rule set is read from.
package struct RuleFiles: Sendable {
  package var packs: [DeclarationFile]
  package var parameters: DeclarationFile?
  package var departments: DeclarationFile?
  package var preventions: DeclarationFile?
  package var kpis: DeclarationFile?
  package var requirements: DeclarationFile?
  package var overrides: DeclarationFile?
  package var waivers: DeclarationFile?
  package var calendars: [DeclarationFile]

  package init(
    packs: [DeclarationFile], parameters: DeclarationFile? = nil,
    departments: DeclarationFile? = nil,
    preventions: DeclarationFile? = nil, kpis: DeclarationFile? = nil,
    requirements: DeclarationFile? = nil, overrides: DeclarationFile? = nil,
    waivers: DeclarationFile? = nil,
    calendars: [DeclarationFile] = []
  ) {
    self.packs = packs
    self.parameters = parameters
    self.departments = departments
    self.preventions = preventions
    self.kpis = kpis
    self.requirements = requirements
    self.overrides = overrides
    self.waivers = waivers
    self.calendars = calendars
  }
}

extension RuleSet {
  /// Reads all rules of a project, and compiles their expressions.
  ///
  /// - Parameter threads: how many threads compile packs, which takes most of the time.
  /// - Throws: every fault in every file, each with its line and column.
  package static func read(
    _ files: RuleFiles, model: Model, threads: Int = 1
  ) throws(Refusal) -> RuleSet {
    let reader = DeclarationReader()
    let overrides = RuleOverrides(files.overrides, reader)
    let shared =
      files.parameters.map { readDeclarations($0, model, reader) } ?? FEELScope.Declarations()
    let vocabulary = Vocabulary(model, overrides.applied(to: shared, model))
    var set = RuleSet(
      packs: [], rules: [], departments: [], kpis: [],
      calendar: readCalendar(files.calendars, reader), scope: vocabulary.scopeWithoutSubject)
    if let file = files.departments { set.readDepartments(file, reader) }
    if let file = files.preventions { set.readPreventions(file, reader) }
    if let file = files.requirements { set.requirements = readRequirements(file, reader) }
    // Every rule names something that these files declare, and would seem to be at fault.
    if reader.hasUnparsedFile { try reader.throwIfFaulty() }
    let declared = set.readPacks(files.packs, model, vocabulary, reader, threads: threads)
    set.reportDuplicateIDs(reader)
    declared.reportUnknownExplanations(reader)
    set.reportCircularExplanations(reader)
    overrides.apply(to: &set, declared)
    if let file = files.kpis { set.readFigures(file, model, vocabulary, reader) }
    if let file = files.waivers { set.readWaivers(file, model, vocabulary, reader) }
    try reader.throwIfFaulty()
    let fingerprints = RuleFingerprints(files, set.scope)
    for number in set.rules.indices {
      let department = set.departments[set.rules[number].department].id
      set.rules[number].fingerprint = fingerprints.fingerprint(
        of: set.rules[number], department: department)
    }
    return set
  }

  /// Reads packs side by side and takes over what they hold in their order.
  private mutating func readPacks(
    _ files: [DeclarationFile], _ model: Model, _ vocabulary: Vocabulary,
    _ reader: DeclarationReader, threads: Int
  ) -> DeclaredRules {
    let set = self
    let read = Workers.map(count: files.count, threads: threads) {
      PackReading(files[$0], for: set, model, vocabulary)
    }
    var declared = DeclaredRules()
    for reading in read {
      for diagnostic in reading.diagnostics { reader.report(diagnostic) }
      declared.add(reading.declared)
      guard let pack = reading.pack else { continue }
      packs.append(pack)
      for var rule in reading.rules {
        rule.pack = packs.count - 1
        rules.append(rule)
      }
    }
    return declared
  }

  private func reportDuplicateIDs(_ reader: DeclarationReader) {
    var places: [String: Place] = [:]
    for rule in rules {
      if let first = places[rule.id] {
        reader.report(
          Diagnostic(
            "duplicate-rule", at: rule.place, "the rule '\(rule.id)' is declared twice",
            help: "the other one is at \(first); an id is never used again"))
      }
      places[rule.id] = places[rule.id] ?? rule.place
    }
  }

  /// Reports rules that explain each other in a circle.
  private func reportCircularExplanations(_ reader: DeclarationReader) {
    let explanations = Dictionary(
      rules.map { ($0.id, $0.explainedBy) }, uniquingKeysWith: { first, _ in first })
    for rule in rules {
      var open = rule.explainedBy
      var seen: Set<String> = []
      while let id = open.popLast() {
        if id == rule.id {
          reader.report(
            Diagnostic(
              "circular-explanation", at: rule.place,
              "the rule '\(rule.id)' explains itself, over the rules that explain it",
              help: "take it out of 'explainedBy' of one of them"))
          break
        }
        if seen.insert(id).inserted { open += explanations[id] ?? [] }
      }
    }
  }

  private mutating func readWaivers(
    _ file: DeclarationFile, _ model: Model, _ vocabulary: Vocabulary, _ reader: DeclarationReader
  ) {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(root, "the waivers", keys: ["$schema", "waivers"])
    else { return }
    let reading = RuleReading(
      model: model, vocabulary: vocabulary, reader: reader, requirements: requirements,
      preventions: preventions)
    waivers = object.array("waivers").compactMap { reading.waiver($0, rules: rules) }
  }
}
