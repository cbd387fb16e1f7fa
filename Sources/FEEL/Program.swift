internal import Synchronization

/// An expression that was parsed and checked against a scope, ready to be evaluated on rows.
package struct Program: Sendable {
  /// The expression as it was written.
  package let text: String
  /// What it gives, if not null.
  package let type: FEELType
  package let dependencies: Dependencies
  /// The distinct fields that the expression reads, as paths from the subject, in the order in which
  /// it names them.
  package let paths: [Path]
  let root: Node
  /// How many variables the expression has at once.
  let slotCount: Int

  /// A field reached from the subject: `total`, `contract.total`, `lines.amount`.
  package struct Path: Sendable {
    /// The names joined with points, each by its declared name.
    package let text: String
    package let steps: [Step]
    private let reading: PathReading

    init(text: String, steps: [Step], in scope: FEELScope) {
      self.text = text
      self.steps = steps
      reading = PathReading(text, steps, scope)
    }

    /// Gives the field's value, or the list of its values when a step leads to several rows.
    package var program: Program { reading.program }
  }

  /// One step of a path.
  package enum Step: Sendable, Hashable {
    /// All rows of the group.
    case rows(entity: Int)
    case relation(entity: Int, relation: Int)
    case field(entity: Int, field: Int)
  }

  /// Parses and checks an expression.
  ///
  /// - Parameter expected: the type declared for the result, if any. It decides only which of the two
  ///   durations a text is that is not constant; whether the result has it is for the caller to see.
  /// - Throws: the first fault found, with its place in `text`.
  package static func compile(
    _ text: String, in scope: FEELScope, expecting expected: FEELType? = nil
  ) throws(ExpressionError) -> Program {
    do throws(ExpressionError) {
      let names = NameTable(scope)
      var parser = Parser(text, names: names)
      let syntax = try parser.wholeExpression()
      var checker = Checker(scope)
      let root = try checker.check(syntax, expecting: expected)
      return Program(text: text, root: root, paths: checker.paths(), checker)
    } catch {
      var error = error
      error.text = text
      throw error
    }
  }

  init(text: String, root: Node, paths: [Path], _ checker: Checker) {
    self.text = text
    self.type = root.type
    self.root = root
    self.paths = paths
    dependencies = checker.dependencies
    slotCount = checker.slotCount
  }
}

/// The program of a path, made when it is first asked for: of most rules nothing is found.
private final class PathReading: Sendable {
  private let text: String
  private let steps: [Program.Step]
  private let scope: FEELScope
  private let made = Mutex<Program?>(nil)

  init(_ text: String, _ steps: [Program.Step], _ scope: FEELScope) {
    self.text = text
    self.steps = steps
    self.scope = scope
  }

  var program: Program {
    made.withLock { made in
      if let made { return made }
      let program = Program(text: text, reading: steps, in: scope)
      made = program
      return program
    }
  }
}

extension Program.Path {
  /// The path in words of the caller's choice, such as labels in another language.
  ///
  /// - Parameter name: the word for one step.
  package func label(separator: String = ".", _ name: (Program.Step) -> String) -> String {
    steps.map(name).joined(separator: separator)
  }
}
