internal import Formats
internal import Values

/// One typed case.
struct Case {
  var id: String
  var shape: CaseShape
  /// The values of the inputs, in their order.
  var values: [Value]

  /// Nil when it has no id or no expression.
  init?(_ node: JSONNode) {
    guard let id = node["id"]?.text, let expression = node["expression"]?.text else { return nil }
    self.id = id
    shape = CaseShape(expression: expression)
    values = []
    shape.type = node["result_type"].flatMap(FEELType.init(case:))
    for input in node["inputs"]?.members ?? [] {
      let declared = node["input_types"]?[input.key].flatMap(FEELType.init(case:))
      let type = declared ?? FEELType(ofCaseValue: input.value)
      shape.inputs.append(CaseShape.Input(name: input.key, type: type))
      values.append(Value(caseValue: input.value, as: type, of: input.key))
    }
    for named in node["let"]?.elements ?? [] {
      guard let name = named["name"]?.text, let text = named["expression"]?.text else { continue }
      shape.named.append(
        CaseShape.Named(
          name: name, expression: text, type: named["type"].flatMap(FEELType.init(case:))))
    }
  }
}

/// Why a line holds no case.
struct CaseFault: Error {
  var message: String
}

/// What a case is but for the values of its inputs.
struct CaseShape: Hashable {
  let expression: String
  /// Byte by byte: two ways of coding a character are two expressions.
  private let code: [UInt8]
  /// The type that is declared for the result.
  var type: FEELType?
  var inputs: [Input] = []
  /// Named expressions, of which each may use those before it.
  var named: [Named] = []

  struct Input: Hashable {
    var name: String
    var type: FEELType
  }

  struct Named: Hashable {
    var name: String
    var expression: String
    var type: FEELType?
  }

  init(expression: String) {
    self.expression = expression
    code = Array(expression.utf8)
  }

  /// - Throws: the first fault of an expression, or a result of another type than declared.
  ///
  /// - Parameter scope: what is declared beside the inputs.
  func compile(in scope: FEELScope) throws(ExpressionError) -> CaseProgram {
    var scope = scope
    scope.inputs = inputs.map { FEELScope.Input(name: $0.name, type: $0.type) }
    var programs: [Program] = []
    for named in named {
      let program = try Program.compile(named.expression, in: scope, expecting: named.type)
      programs.append(program)
      scope.inputs.append(FEELScope.Input(name: named.name, type: program.type))
    }
    let program = try Program.compile(expression, in: scope, expecting: type)
    if let type, program.type.joined(with: type) == nil {
      throw ExpressionError(
        "wrong-result-type", "this expression gives \(program.type), where \(type) is needed",
        at: program.root.range, text: program.text)
    }
    return CaseProgram(named: programs, expression: program)
  }
}

/// The expressions of cases of one shape.
struct CaseProgram {
  /// Their values are inputs of those behind them.
  var named: [Program]
  var expression: Program

  /// What the interpreter gives for values of the inputs.
  func interpreted(_ values: [Value], _ calendar: WorkingCalendar) -> Value {
    var values = values
    for program in named { values.append(program.evaluate(inputs: values, calendar: calendar)) }
    return expression.evaluate(inputs: values, calendar: calendar)
  }
}
