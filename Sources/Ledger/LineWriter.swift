import Values

/// Writes lines of members, flat: texts and whole numbers under their names, as JSON.
///
/// The lines stand in blocks, so that none is copied when there are more; but what is written of a line is moved when
/// it no longer fits its block. There is no copy of a writer that could write to the same place.
struct LineWriter: ~Copyable {
  /// The blocks that are full.
  private var blocks: [LineBlock] = []
  /// Where the line is that is being written, behind others.
  private var memory: LineMemory
  private var lineStart: UnsafeMutableRawPointer
  private var cursor: LineCursor
  private var end: UnsafeMutableRawPointer
  /// What stands before the next member.
  private var separator = UInt8(ascii: "{")

  /// The memory of the first block, and of the last of many; a line that is longer has more.
  private static let (firstBytes, mostBytes) = (1 << 10, 1 << 20)

  init() {
    memory = LineMemory(byteCount: LineWriter.firstBytes)
    lineStart = memory.start
    cursor = LineCursor(place: memory.start)
    end = memory.start + memory.byteCount
  }

  /// Members by themselves, without braces.
  ///
  /// - Precondition: no line is being written.
  mutating func members(_ write: (inout LineWriter) -> Void) -> [UInt8] {
    precondition(lineLength == 0, "members by themselves are not part of a line")
    write(&self)
    let members = withLine { Array($0.dropFirst()) }
    cursor = LineCursor(place: lineStart)
    separator = UInt8(ascii: "{")
    return members
  }

  /// Calls `body` with the line as far as it is written.
  func withLine<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(memory) {
      body(UnsafeRawBufferPointer(start: lineStart, count: lineLength))
    }
  }

  private var lineLength: Int { cursor.place - lineStart }

  mutating func add(_ key: StaticString, _ value: Int) {
    value.withDecimalDigits { digits in
      add(key, room: digits.count) { $0.put(digits) }
    }
  }

  /// Nothing when there is no value.
  mutating func add(_ key: StaticString, _ value: String?) {
    guard var value else { return }
    value.withUTF8 { value in
      addText(key, room: value.count * LineCursor.escapeSize) { $0.put(escaped: value) }
    }
  }

  mutating func add(_ key: StaticString, _ value: Period) {
    let (year, month) = (value.year, value.month)
    guard (0...9999).contains(year) else { return add(key, value.description) }
    addText(key, room: 7) { $0.put(year: year, month: month) }
  }

  /// Nothing when there is no value.
  mutating func add(_ key: StaticString, _ value: CivilDate?) {
    guard let value else { return }
    let (year, month, day) = value.parts
    guard (0...9999).contains(year) else { return add(key, value.description) }
    addText(key, room: 10) { cursor in
      cursor.put(year: year, month: month)
      cursor.put(UInt8(ascii: "-"))
      cursor.put(twoDigits: day)
    }
  }

  /// Nothing when there is no value.
  mutating func add(_ key: StaticString, _ value: Decimal128?) {
    value?.withDescription { digits in
      addText(key, room: digits.count) { $0.put(digits) }
    }
  }

  /// Adds members as they were written before, without braces.
  mutating func add(written members: [UInt8]) {
    guard !members.isEmpty else { return }
    let separator = separator
    members.withUnsafeBufferPointer { members in
      append(room: members.count + 1) { cursor in
        cursor.put(separator)
        cursor.put(members)
      }
    }
    self.separator = UInt8(ascii: ",")
  }

  /// Adds a member whose value is a text.
  ///
  /// - Parameters:
  ///   - room: how many bytes are put at most.
  ///   - put: Puts the bytes between the quotes.
  @inline(__always)
  mutating func addText(_ key: StaticString, room: Int, put: (inout LineCursor) -> Void) {
    add(key, room: room + 2) { cursor in
      cursor.put(UInt8(ascii: "\""))
      put(&cursor)
      cursor.put(UInt8(ascii: "\""))
    }
  }

  @inline(__always)
  private mutating func add(_ key: StaticString, room: Int, put: (inout LineCursor) -> Void) {
    let separator = separator
    append(room: key.utf8CodeUnitCount + 4 + room) { cursor in
      cursor.put(separator)
      cursor.put(UInt8(ascii: "\""))
      cursor.put(key)
      cursor.put("\":")
      put(&cursor)
    }
    self.separator = UInt8(ascii: ",")
  }

  /// Ends the line; the next member begins another one.
  mutating func endLine() {
    append(room: 2) { $0.put("}\n") }
    lineStart = cursor.place
    separator = UInt8(ascii: "{")
  }

  /// The lines that were ended.
  consuming func finish() -> [LineBlock] { blocks + [block] }

  /// The lines that were ended and stand where the next one is written.
  private var block: LineBlock { LineBlock(memory, count: lineStart - memory.start) }

  @inline(__always)
  private mutating func append(room needed: Int, put: (inout LineCursor) -> Void) {
    if end - cursor.place < needed { grow(by: needed) }
    // A variable of the function's own can stay in a register, whatever is written where it points.
    var cursor = cursor
    put(&cursor)
    precondition(cursor.place <= end, "a line has room before it is written")
    self.cursor = cursor
  }

  /// Goes on in more memory, to which the line is moved.
  @inline(never)
  private mutating func grow(by needed: Int) {
    let usual = min(2 * memory.byteCount, LineWriter.mostBytes)
    let next = LineMemory(byteCount: max(usual, 2 * (lineLength + needed)))
    next.start.copyMemory(from: lineStart, byteCount: lineLength)
    cursor = LineCursor(place: next.start + lineLength)
    if block.count > 0 { blocks.append(block) }
    memory = next
    lineStart = next.start
    end = next.start + next.byteCount
  }
}
