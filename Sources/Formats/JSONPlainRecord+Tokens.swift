import CPlatform

// Where tokens end.

private let backslash = UInt8(ascii: "\\")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension JSONPlainRecord {
  /// Where a run of characters ends that stand for themselves within quotes; at ``stop`` or somewhat behind it when
  /// it goes on there.
  @inline(__always)
  mutating func runEnd(_ start: Place) -> Place {
    var place = start
    while place < stop {
      let stops = paicha_find_json_stops(place)
      if stops != 0 { return place + stops.trailingZeroBitCount }
      place += 32
    }
    return stop
  }

  /// The place of the quote that ends a text, given that of its first backslash; nil when it is not right.
  @inline(never)
  mutating func behindEscapes(_ start: Place) -> Place? {
    var place = start
    while place < stop, place.pointee == backslash {
      let rest = UnsafeBufferPointer(start: place, count: stop + Self.margin - place)
      guard case .valid(let length) = JSONEscape.length(of: rest) else { return nil }
      place = runEnd(place + length)
    }
    return place
  }

  @inline(__always)
  mutating func numberEnd(_ start: Place) -> Place? {
    var place = start
    if place.pointee == UInt8(ascii: "-") { place += 1 }
    let digits = paicha_find_digits(place)
    let whole = (~digits).trailingZeroBitCount
    // A number that goes on behind the bytes looked at is none of the ordinary ones.
    guard whole > 0, whole < 30 else { return nil }
    if whole > 1, place.pointee == UInt8(ascii: "0") { return nil }
    place += whole
    if place.pointee == UInt8(ascii: ".") {
      let fraction = (~(digits >> UInt32(whole + 1))).trailingZeroBitCount
      guard fraction > 0, whole + 1 + fraction < 32 else { return nil }
      place += 1 + fraction
    }
    return place.pointee | 0x20 == UInt8(ascii: "e") ? exponentEnd(place + 1) : place
  }

  @inline(never)
  private mutating func exponentEnd(_ start: Place) -> Place? {
    var place = start
    if place.pointee == UInt8(ascii: "+") || place.pointee == UInt8(ascii: "-") { place += 1 }
    let digits = (~paicha_find_digits(place)).trailingZeroBitCount
    return digits > 0 && digits < 16 ? place + digits : nil
  }

  /// Where the next record may begin, or some other place at which none does; nil when the one before is not whole
  /// for certain: a line of JSON Lines has to end behind it.
  ///
  /// - Parameter isInArray: whether a comma stands between the records.
  @inline(__always)
  mutating func nextRecord(behind end: Place, isLines: Bool, isInArray: Bool) -> Place? {
    let before = line
    let next = behindBlanks(end)
    if isLines { return line > before ? next : nil }
    return isInArray && next.pointee == UInt8(ascii: ",") ? behindBlanks(next + 1) : stop
  }

  @inline(__always)
  mutating func behindBlanks(_ place: Place) -> Place {
    place.pointee > 0x20 ? place : behindSomeBlanks(place)
  }

  @inline(never)
  private mutating func behindSomeBlanks(_ start: Place) -> Place {
    var place = start
    while place < stop {
      switch place.pointee {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      case lineFeed: line += 1
      case carriageReturn: if place[1] != lineFeed { line += 1 }
      default: return place
      }
      place += 1
    }
    return place
  }
}
