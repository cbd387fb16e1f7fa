internal import Tables
internal import Values

/// Numbers of documents told apart into what is counted and what stands before it, over those of a column.
extension ColumnBatch {
  func serialNumbers(_ texts: Vector, _ digits: Vector, _ presences: [Presence]) -> Vector? {
    guard let digits = digits.digits, case .texts(let column, let rows) = texts.lanes else {
      return nil
    }
    return column.withTextView { view in
      let numbers = TrailingNumbers(view, digits: digits)
      let serials = numbers.map(rows, Int64(-1), presences) { Int64($0.value) }
      return Vector(
        .scaled(serials, scale: 0), presences: presences.nullWhere(serials) { $0 < 0 },
        count: texts.count)
    }
  }

  func numberSeries(_ texts: Vector, _ digits: Vector, _ presences: [Presence]) -> Vector? {
    guard let digits = digits.digits, case .texts(let column, let rows) = texts.lanes else {
      return nil
    }
    return column.withTextView { view in
      let numbers = TrailingNumbers(view, digits: digits)
      if let series = numbers.series(ofAll: rows, presences, view) {
        return Vector(.constant(.string(series)), presences: presences, count: texts.count)
      }
      let starts = numbers.map(rows, -1, presences, \.start)
      let series = TextColumn(of: view, rows, lengths: starts)
      return Vector(
        .texts(Column(storage: .text(series), states: []), rows: .range(0..<texts.count)),
        presences: presences.nullWhere(starts) { $0 < 0 }, count: texts.count)
    }
  }
}

extension TrailingNumbers {
  /// The results for texts by lane; the filler for one without digits, and in lanes without a text.
  @inline(__always)
  fileprivate func map<R>(
    _ rows: RowNumbers, _ filler: R, _ presences: [Presence], _ result: (Parts) -> R
  ) -> [R] {
    rows.withView { view in
      presences.withUnsafeBufferPointer { presences in
        (0..<rows.count).map { lane in
          guard presences.isEmpty || presences[lane] == .present, let parts = parts(at: view[lane])
          else { return filler }
          return result(parts)
        }
      }
    }
  }

  /// What stands before the counted digits of all texts; nil unless it is the same, and all are kept as numbers.
  fileprivate func series(
    ofAll rows: RowNumbers, _ presences: [Presence], _ texts: TextView
  ) -> String? {
    let known = (0..<rows.count).first { presences.isEmpty || presences[$0] == .present }
    guard let known, let series = series(at: rows[known]), let parts = parts(at: rows[known])
    else { return nil }
    let isOne = rows.withView { view in
      (known..<rows.count).allSatisfy { lane in
        !presences.isEmpty && presences[lane] != .present || self.series(at: view[lane]) == series
      }
    }
    guard isOne else { return nil }
    return String(decoding: texts.text(at: rows[known])[..<parts.start], as: UTF8.self)
  }
}

extension TextColumn {
  /// The beginnings of texts, of which so many bytes are taken; below 0 for none.
  fileprivate init(of texts: TextView, _ rows: RowNumbers, lengths: [Int]) {
    self.init()
    let total = lengths.reduce(0) { $0 + Swift.max($1, 0) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: total) { bytes in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: lengths.count) { ends in
        var end = 0
        rows.withView { rows in
          for lane in lengths.indices {
            if lengths[lane] > 0 {
              let text = texts.text(at: rows[lane])
              for place in 0..<lengths[lane] { bytes[end &+ place] = text[place] }
              end &+= lengths[lane]
            }
            ends[lane] = UInt32(truncatingIfNeeded: end)
          }
        }
        append(texts: UnsafeBufferPointer(bytes), ends: UnsafeBufferPointer(ends))
      }
    }
  }
}

extension [Presence] {
  /// The same, and null where a result says so.
  fileprivate func nullWhere<R>(_ results: [R], _ isNull: (R) -> Bool) -> [Presence] {
    guard results.contains(where: isNull) else { return self }
    return results.indices.map { lane in
      let presence = isEmpty ? .present : self[lane]
      return presence == .present && isNull(results[lane]) ? .null : presence
    }
  }
}

extension Vector {
  /// How many digits are counted, where all lanes say the same and it can be.
  fileprivate var digits: Int? {
    guard case .constant(.number(let number)) = lanes, let digits = number.int,
      1...TrailingNumbers.mostDigits ~= digits
    else { return nil }
    return digits
  }
}
