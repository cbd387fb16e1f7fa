/// Random numbers out of one number: SplitMix64 (Steele, Lea and Flood 2014).
struct RandomStream {
  private var state: UInt64

  /// The stream of one order. Streams of neighbouring orders have nothing in common.
  init(seed: UInt64, order: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: Int64(order))
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below the limit. The bias of the multiplication is below 2⁻³².
  mutating func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<T>(_ pool: [T]) -> T { pool[below(pool.count)] }
}
