import Testing

@testable import Intake

@Suite struct SpilledRepeatsTests {
  @Test(arguments: [
    (0, 1, 0), (UInt32.max, 1, 0), (1, 7, 0), (UInt32.max, 7, 6), (0x8000_0000, 2, 1),
    (0x7FFF_FFFF, 2, 0), (0x4000_0000, 4, 1), (0xBFFF_FFFF, 4, 2),
  ])
  func hashesAreSharedOutInTheirOrder(_ hash: UInt32, _ passes: Int, _ pass: Int) {
    #expect(SpilledRepeats.pass(of: hash, among: passes) == pass)
  }
}
