// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order of the data path: a step imports its neighbours upstream and the
// vocabulary (Values, Diagnostics), never a step downstream. `make build` refuses undeclared imports.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// One step of the path.
func step(_ name: String, _ dependencies: [String]) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .init(stringLiteral: $0) }, swiftSettings: strict)
}

/// The tests of one step.
func tests(_ name: String, _ dependencies: [String], resources: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies.map { .init(stringLiteral: $0) },
    exclude: resources, swiftSettings: strict)
}

let package = Package(
  name: "paicha",
  products: [
    .executable(name: "paicha", targets: ["paicha"]),
    .executable(name: "paicha-bench", targets: ["paicha-bench"]),
  ],
  targets: [
    // The vocabulary everyone may use.
    step("Values", ["CPlatform"]),
    step("Diagnostics", []),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPlatform"),

    // The path.
    step("Formats", ["Diagnostics", "CLibXML2", "CPlatform"]),
    step("Tables", ["Values"]),
    step("Entities", ["Values", "Diagnostics", "Formats", "Tables"]),
    step("Intake", ["Values", "Diagnostics", "Formats", "Tables", "Entities"]),
    step("Relations", ["Values", "Tables", "Entities", "Intake"]),
    step("FEEL", ["Values", "Diagnostics", "Formats", "Tables"]),
    step(
      "Rules",
      ["Values", "Diagnostics", "Formats", "Tables", "Entities", "Intake", "Relations", "FEEL"]),
    step(
      "Findings",
      ["Values", "Formats", "Tables", "Entities", "Intake", "Relations", "FEEL", "Rules"]),
    step("Ledger", ["Values", "Diagnostics", "Formats", "Tables", "Findings"]),
    step(
      "Reports",
      ["Values", "Diagnostics", "Formats", "Tables", "Intake", "Findings", "Ledger"]),
    step(
      "Inspection",
      [
        "Values", "Diagnostics", "Formats", "Tables", "Entities", "Intake", "Relations", "FEEL",
        "Rules", "Findings", "Ledger", "Reports", "CPlatform",
      ]),

    // The programs.
    .executableTarget(
      name: "paicha",
      dependencies: [
        "Values", "Diagnostics", "Formats", "Tables", "Entities", "Intake", "FEEL", "Rules",
        "Findings", "Ledger", "Reports", "Inspection",
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "paicha-bench",
      dependencies: [
        "Values", "Diagnostics", "Formats", "Tables", "Entities", "Intake", "Relations", "FEEL",
        "Rules", "Findings", "Reports", "Inspection", "CLibXML2",
      ],
      swiftSettings: strict),

    // The tests, in the order of what they test.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("ValuesTests", ["Values", "TestSupport"]),
    tests("DiagnosticsTests", ["Diagnostics", "TestSupport"]),
    tests("FormatsTests", ["Formats", "Diagnostics", "CPlatform"]),
    tests("TablesTests", ["Tables", "Values", "TestSupport"]),
    tests("EntitiesTests", ["Entities", "Formats", "Diagnostics", "Values"]),
    tests(
      "IntakeTests",
      ["Intake", "Entities", "Tables", "Formats", "Diagnostics", "Values", "TestSupport"]),
    tests(
      "RelationsTests",
      ["Relations", "Intake", "Entities", "Tables", "Values", "TestSupport"]),
    tests("FEELTests", ["FEEL", "Formats", "Tables", "Diagnostics", "Values", "TestSupport"]),
    tests(
      "RulesTests",
      [
        "Rules", "FEEL", "Relations", "Intake", "Entities", "Formats", "Diagnostics", "Values",
        "TestSupport",
      ]),
    tests(
      "FindingsTests",
      [
        "Findings", "Rules", "FEEL", "Relations", "Intake", "Entities", "Tables", "Formats",
        "Values", "TestSupport",
      ]),
    tests(
      "LedgerTests", ["Ledger", "Findings", "Formats", "Diagnostics", "Values", "TestSupport"]),
    tests(
      "ReportsTests", ["Reports", "Ledger", "Findings", "Values", "TestSupport"],
      resources: ["Golden"]),
    tests(
      "InspectionTests",
      [
        "Inspection", "Reports", "Ledger", "Findings", "Rules", "Intake", "Diagnostics", "Values",
      ]),
    tests(
      "CommandTests", ["paicha", "TestSupport"],
      resources: ["Transcripts", "Fixtures", "ErrorBook", "ThreeWayMatch"]),
  ]
)
