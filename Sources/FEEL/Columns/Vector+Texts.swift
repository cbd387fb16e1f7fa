internal import Tables
internal import Values

/// Functions of texts over those of a column, looked at where they lie in memory.
extension Vector {
  /// The results for the texts of a column; nil when these are none. Lanes without a text get the filler.
  func map<R>(
    _ filler: R, _ presences: [Presence], _ result: (UnsafeBufferPointer<UInt8>) -> R
  ) -> [R]? {
    map(presences) { _, text in text.map(result) ?? filler }
  }

  /// What comes of asking each text of a column; nil when these are none.
  func answers(to question: (UnsafeBufferPointer<UInt8>) -> Bool) -> Vector? {
    map(false, presences, question).map {
      Vector(.booleans($0), presences: presences, count: count)
    }
  }

  /// Whether the texts of a column contain those of another one, or a constant; nil when either has none.
  ///
  /// - Parameter presences: those of both.
  func contains(_ other: Vector, _ presences: [Presence]) -> [Bool]? {
    switch other.lanes {
    case .constant(.string(var part)):
      return part.withUTF8 { part in map(false, presences) { $0.contains(part) } }
    case .texts(let column, let rows):
      return column.withTextView { parts in
        rows.withView { rows in
          map(presences) { lane, text in text?.contains(parts.text(at: rows[lane])) ?? false }
        }
      } ?? nil
    default: return nil
    }
  }

  /// The texts of a column as they are compared where only the wording counts; nil when these are none, or too
  /// long together.
  func normalised(_ presences: [Presence]) -> Lanes? {
    var bytes: [UInt8] = []
    let ends = map(presences) { _, text in
      if let text { bytes.append(normalised: text) }
      return UInt32(truncatingIfNeeded: bytes.count)
    }
    guard let ends, bytes.count <= UInt32.max else { return nil }
    var texts = TextColumn()
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { texts.append(texts: bytes, ends: $0) }
    }
    return .texts(Column(storage: .text(texts), states: []), rows: .range(0..<count))
  }

  /// The results by lane and text, which is nil in lanes without one; nil when these are no texts of a column.
  private func map<R>(
    _ presences: [Presence], _ result: (Int, UnsafeBufferPointer<UInt8>?) -> R
  ) -> [R]? {
    guard case .texts(let column, let rows) = lanes else { return nil }
    return column.withTextView { texts in
      rows.withView { rows in
        presences.withUnsafeBufferPointer { presences in
          [R](unsafeUninitializedCapacity: count) { results, initialized in
            for lane in 0..<count {
              let isPresent = presences.isEmpty || presences[lane] == .present
              results.initializeElement(
                at: lane, to: result(lane, isPresent ? texts.text(at: rows[lane]) : nil))
            }
            initialized = count
          }
        }
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `part` stands anywhere in a text: no character begins within another one's bytes.
  fileprivate func contains(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = part.first else { return true }
    guard part.count <= count else { return false }
    for start in 0...count &- part.count where self[start] == first {
      var length = 1
      while length < part.count, self[start &+ length] == part[length] { length &+= 1 }
      if length == part.count { return true }
    }
    return false
  }
}

extension [UInt8] {
  fileprivate mutating func append(normalised text: UnsafeBufferPointer<UInt8>) {
    let isAppended = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { room in
      guard let length = text.normalise(into: room) else { return false }
      append(contentsOf: UnsafeBufferPointer(rebasing: room[..<length]))
      return true
    }
    if !isAppended {
      append(contentsOf: String(decoding: text, as: UTF8.self).normalisedByCharacters.utf8)
    }
  }
}
