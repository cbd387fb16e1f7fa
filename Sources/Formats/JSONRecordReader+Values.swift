// What the values of a JSON export mean to the records.

extension JSONRecordReader {
  /// Takes a value at ``node``, whose first token is the last one.
  mutating func value(
    _ token: JSONLexer.Token, _ onBatch: (RecordBatch) -> Void
  ) -> JSONFault? {
    switch token {
    case .beginObject, .beginArray:
      guard containers.count < limits.depth else { return fault(.tooDeep(limits.depth)) }
      if token == .beginObject, readPlainRecords(onBatch) { return nil }
      open(isObject: token == .beginObject)
    case .string, .number, .true, .false, .null:
      scalar(token, onBatch)
    default:
      return fault(.expected("a value"))
    }
    return nil
  }

  mutating func open(isObject: Bool) {
    var here = overlongText == nil ? node : -1
    // One object stands where an array of them could: it is the only element.
    if here >= 0, isObject, paths.nodes[here].elements >= 0, paths.nodes[here].members.isEmpty {
      markFound(elementsOf: here)
      here = paths.nodes[here].elements
    }
    var stream = -1
    if here >= 0 {
      if !isObject, paths.nodes[here].elements >= 0 { markFound(elementsOf: here) }
      stream = paths.nodes[here].stream
      if stream >= 0 { begin(stream) }
      if !isObject, stream >= 0 {
        fail(stream, "not-an-object", "the record is an array and not an object")
      }
      failTargets(of: here, isObject: isObject)
      if !isObject, paths.nodes[here].elements < 0, !paths.nodes[here].members.isEmpty, stream < 0 {
        failInnermost("not-an-object", "an array stands where an object is read")
      }
      // The keys and elements of what is not what the paths expect lead nowhere.
      if !isObject, paths.nodes[here].elements < 0 { here = -1 }
    }
    containers.append(Container(isObject: isObject, node: here, stream: stream))
    expectation = isObject ? .keyOrEnd : .valueOrEnd
    node = isObject ? -1 : elementNode(of: containers[containers.count - 1])
  }

  mutating func close(_ onBatch: (RecordBatch) -> Void) -> JSONFault? {
    let container = containers.removeLast()
    behindValue()
    if container.stream >= 0 { end(onBatch) }
    return nil
  }

  mutating func behindValue() {
    expectation = containers.isEmpty ? .outermost : .commaOrEnd
    if containers.isEmpty { wholeCount += 1 }
    lastValueLine = line
  }

  mutating func scalar(_ token: JSONLexer.Token, _ onBatch: (RecordBatch) -> Void) {
    behindValue()
    guard node >= 0, overlongText == nil else { return }
    var here = node
    if paths.nodes[here].elements >= 0 {
      if token == .null {
        markFound(elementsOf: here)
        return
      }
      guard containers.isEmpty else {
        return failInnermost("not-an-array", "a single value stands where an array is read")
      }
      here = paths.nodes[here].elements
    }
    let stream = paths.nodes[here].stream
    if stream >= 0 {
      begin(stream)
      if paths.nodes[here].targets.isEmpty {
        fail(stream, "not-an-object", "the record is a single value and not an object")
      }
    } else if !paths.nodes[here].members.isEmpty, token != .null, paths.nodes[here].targets.isEmpty,
      !(token == .string && lexer.content.isEmpty)
    {
      failInnermost("not-an-object", "a single value stands where an object is read")
    }
    for target in paths.targets[paths.nodes[here].targets] { set(target, token) }
    if stream >= 0 { end(onBatch) }
  }

  mutating func set(_ target: JSONPaths.Target, _ token: JSONLexer.Token) {
    guard assembler.isOpen(target.stream) else { return }
    let content = token == .null ? UnsafeBufferPointer(start: nil, count: 0) : contentBytes
    if assembler.isSet(target.slot, of: target.stream) {
      return fail(target, "duplicate-key") { "the record has '\($0)' twice" }
    }
    if content.count > limits.fieldBytes {
      let limit = limits.fieldBytes
      return fail(target, "field-too-long") {
        "'\($0)' has \(content.count) bytes, more than the limit of \(limit)"
      }
    }
    let byte = window.byteOffset(of: lexer.start)
    if token == .string, lexer.hasNonASCII, encoding.encoding == .utf8, !encoding.isValidated,
      let bad = firstInvalidUTF8(in: content)
    {
      let place = byte + 1 + bad
      return fail(target, "bad-encoding", at: place) {
        "the byte at offset \(place) in '\($0)' is not UTF-8"
      }
    }
    if token == .string, lexer.hasEscapes {
      assembler.setUnescaped(
        target.slot, of: target.stream, text: content, line: line, byte: byte)
    } else {
      assembler.set(
        target.slot, of: target.stream, kind: kind(of: token), text: content, line: line, byte: byte
      )
    }
  }

  /// - Parameter message: makes the message from the field's name.
  mutating func fail(
    _ target: JSONPaths.Target, _ code: String, at byte: Int? = nil,
    message: (String) -> String
  ) {
    guard assembler.isOpen(target.stream) else { return }
    let column = assembler.plans[target.stream].slots[target.slot]
    assembler.fail(
      target.stream, code: code, line: line, byte: byte ?? window.byteOffset(of: lexer.start),
      column: column, message(column))
  }

  func kind(of token: JSONLexer.Token) -> Cell.Kind {
    switch token {
    case .number: .number
    case .true, .false: .boolean
    case .null: .null
    default: .text
    }
  }

  mutating func markFound(elementsOf node: Int) {
    let stream = paths.nodes[paths.nodes[node].elements].stream
    if stream >= 0 { isFound[stream] = true }
  }
}
