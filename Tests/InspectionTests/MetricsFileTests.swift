import Diagnostics
import FoundationEssentials
import Glibc
import Reports
import Synchronization
import Testing

@testable import Inspection

/// The metrics outside the results: there whole or as they were.
@Suite struct MetricsFileTests {
  private let shop: TemporaryShop

  init() throws {
    shop = try TemporaryShop()
  }

  @Test func theMetricsAreThoseOfTheResults() throws {
    try shop.write("earlier", to: "paicha.prom")
    _ = try shop.run(metrics: "paicha.prom")
    #expect(try shop.bytes("paicha.prom") == shop.bytes("out/metrics.prom"))
    #expect(shop.names() == [".out.lock", "Data", "Rules", "out", "paicha.prom"])
  }

  @Test(arguments: ["nowhere/paicha.prom", "Rules/"])
  func aPlaceThatCannotBeWrittenIsToldBeforeTheRun(_ place: String) {
    let refusal = #expect(throws: Refusal.self) { try shop.run(metrics: place) }
    #expect(refusal?.diagnostics.map(\.code) == ["cannot-write"])
    #expect(!shop.names().contains("out"))
  }

  /// The next run would find a file there that no run wrote.
  @Test(arguments: ["out/paicha.prom", "Data/../out/paicha.prom"])
  func aPlaceInTheResultsIsRefused(_ place: String) throws {
    _ = try shop.run()
    let refusal = #expect(throws: Refusal.self) { try shop.run(metrics: place) }
    #expect(refusal?.diagnostics.map(\.code) == ["bad-value"])
    #expect(!shop.names("out").contains("paicha.prom"))
  }

  @Test func aRunThatDoesNotFinishLeavesThem() throws {
    try shop.write("earlier", to: "paicha.prom")
    try shop.write("mine", to: "file")
    #expect(throws: Refusal.self) { try shop.run(out: "file", metrics: "paicha.prom") }
    #expect(shop.text("paicha.prom") == "earlier")
  }

  /// A folder stands where the file should.
  @Test func whatCannotBeReplacedStays() throws {
    mkdir(shop.path("taken"), 0o755)
    try shop.write("mine", to: "taken/file")
    #expect(throws: Refusal.self) { try shop.run(metrics: "taken") }
    #expect(shop.names() == [".out.lock", "Data", "Rules", "out", "taken"])
  }

  @Test func eachStageLastsUntilTheNext() {
    let now = Mutex(Duration.zero)
    // Two threads are busy all the time.
    let stopwatch = Stopwatch(
      RunMeters(
        uptime: { now.withLock { $0 } }, processorTime: { now.withLock { $0 * 2 } },
        peakMemory: { 7 << 20 }))
    let told = Mutex<[Progress.Stage]>([])
    let progress = stopwatch.timing(Progress { stage, _ in told.withLock { $0.append(stage) } })
    for (stage, seconds) in [(Progress.Stage.reading, 2), (.judging, 0), (.reporting, 3)] {
      progress.begin(stage, 1)
      now.withLock { $0 += .seconds(seconds) }
    }
    #expect(stopwatch.stages.map(\.name) == ["reading", "judging", "reporting"])
    #expect(stopwatch.stages.map(\.duration) == [.seconds(2), .zero, .seconds(3)])
    #expect(stopwatch.stages.map(\.processorTime) == [.seconds(4), .zero, .seconds(6)])
    #expect(stopwatch.measurements.peakMemory == 7 << 20)
    #expect(told.withLock { $0 } == [.reading, .judging, .reporting])
  }
}
