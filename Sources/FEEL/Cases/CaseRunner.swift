internal import Diagnostics
internal import Formats
internal import Values

/// Answers typed cases, one JSON object a line: what an expression gives for values of its inputs.
///
/// A case has `id`, `inputs` (typed values by name), `input_types`, `let` (named expressions that are
/// evaluated first, in order), `expression` and `result_type`; other keys are ignored. A typed value is
/// `{"t": "decimal", "v": "1.5"}`; a type is `{"t": "list", "of": {"t": "number"}}`.
package enum CaseRunner {
  /// Returns the answer to one case; a case that cannot be read has the status `unreadable`.
  package static func answer(to line: String) -> CaseAnswer {
    do throws(Diagnostic) {
      let node = try JSONDocument.parse(Array(line.utf8), file: "cases", allowsComments: false)
      return answer(to: node)
    } catch {
      return CaseAnswer(id: "", outcome: .unreadable(error.message))
    }
  }

  private static func answer(to node: JSONNode) -> CaseAnswer {
    guard let id = node["id"]?.text, let expression = node["expression"]?.text else {
      return CaseAnswer(id: "", outcome: .unreadable("a case has an id and an expression"))
    }
    var bindings = CaseBindings(node)
    do throws(ExpressionError) {
      for named in node["let"]?.elements ?? [] { try bindings.add(named) }
      let declared = node["result_type"].flatMap(FEELType.init(case:))
      let program = try Program.compile(expression, in: bindings.scope, expecting: declared)
      try requireFit(program, declared)
      let value = program.evaluate(inputs: bindings.values)
      if case .null(let reason) = value {
        return CaseAnswer(id: id, outcome: .null(reason.caseText))
      }
      return CaseAnswer(id: id, outcome: .value(value))
    } catch {
      return CaseAnswer(id: id, outcome: .refused(error))
    }
  }

  private static func requireFit(
    _ program: Program, _ declared: FEELType?
  ) throws(ExpressionError) {
    guard let declared, program.type.joined(with: declared) == nil else { return }
    throw ExpressionError(
      "wrong-result-type", "this expression gives \(program.type), where \(declared) is needed",
      at: program.root.range, text: program.text)
  }
}

/// The names of a case and their values.
private struct CaseBindings {
  var scope = FEELScope()
  var values: [Value] = []

  init(_ node: JSONNode) {
    for input in node["inputs"]?.members ?? [] {
      let declared = node["input_types"]?[input.key].flatMap(FEELType.init(case:))
      let type = declared ?? FEELType(ofCaseValue: input.value)
      scope.inputs.append(FEELScope.Input(name: input.key, type: type))
      values.append(Value(caseValue: input.value, as: type, of: input.key))
    }
  }

  /// Adds a named expression of the case, evaluated.
  mutating func add(_ node: JSONNode) throws(ExpressionError) {
    guard let name = node["name"]?.text, let text = node["expression"]?.text else { return }
    let declared = node["type"].flatMap(FEELType.init(case:))
    let program = try Program.compile(text, in: scope, expecting: declared)
    values.append(program.evaluate(inputs: values))
    scope.inputs.append(FEELScope.Input(name: name, type: program.type))
  }
}

extension NullReason {
  /// The reason in words, for one who tries an expression without documents.
  package var caseText: String {
    switch self {
    case .arithmetic(let text), .conversion(let text): text
    case .emptyList(let function): "'\(function)' of an empty list"
    case .index(let number): "there is no element \(number)"
    case .incomparable: "the two cannot be compared"
    case .input(let name): "'\(name)' is null"
    case .literal: "null"
    case .missing: "a field is empty"
    case .unreadable: "a field cannot be read"
    case .fieldNotProvided: "a field is not provided"
    case .noDocument: "there is no such document"
    case .ambiguous: "there are several such documents"
    case .unknownKey: "the key of the documents cannot be read"
    case .relationNotProvided: "the documents are not provided"
    }
  }
}
