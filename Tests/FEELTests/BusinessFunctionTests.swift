import TestSupport
import Testing
import Values

@testable import FEEL

@Suite struct BusinessFunctionTests {
  @Test(arguments: [
    Trial("amount in words(0)", "零元整"),
    Trial("amount in words(0.07)", "柒分"),
    Trial("amount in words(0.60)", "陆角整"),
    Trial("amount in words(20)", "贰拾元整"),
    Trial("amount in words(305)", "叁佰零伍元整"),
    Trial("amount in words(3050)", "叁仟零伍拾元整"),
    Trial("amount in words(70008)", "柒万零捌元整"),
    Trial("amount in words(78000)", "柒万捌仟元整"),
    Trial("amount in words(12.03)", "壹拾贰元零叁分"),
    Trial("amount in words(12.30)", "壹拾贰元叁角整"),
    Trial("amount in words(-1.1)", "负壹元壹角整"),
    Trial("amount in words(600000000.01)", "陆亿元零壹分"),
    Trial("amount in words(100020003000)", "壹仟亿贰仟万叁仟元整"),
    Trial("amount in words(100003011)", "壹亿零叁仟零壹拾壹元整"),
    Trial("amount in words(2000000000000)", "贰万亿元整"),
    Trial("amount in words(1.005)", "null: an amount that has no words"),
    Trial("amount in words(1e17)", "null: an amount that has no words"),
    Trial("amount from words(\"贰佰零叁元肆角伍分\")", "203.45"),
    Trial("amount from words(\"人民币：贰佰圆整\")", "200.00"),
    Trial("amount from words(\"（負）壹億貳仟萬圓整\")", "-120000000.00"),
    Trial("amount from words(\"十二元\")", "12.00"),
    Trial("amount from words(\"壹万亿元整\")", "1000000000000.00"),
    Trial("amount from words(\"贰拾佰元\")", "null: '贰拾佰元' is no amount in words"),
    Trial("amount from words(\"壹拾贰佰元\")", "null: '壹拾贰佰元' is no amount in words"),
    Trial("amount from words(\"壹元壹分整\")", "null: '壹元壹分整' is no amount in words"),
    Trial("amount from words(\"壹万壹万元\")", "null: '壹万壹万元' is no amount in words"),
    Trial("amount from words(\"一万二元\")", "null: '一万二元' is no amount in words"),
    Trial("amount from words(\"壹仟伍元\")", "null: '壹仟伍元' is no amount in words"),
    Trial("amount from words(\"壹佰零贰拾元\")", "null: '壹佰零贰拾元' is no amount in words"),
    Trial("amount from words(\"壹元零伍角\")", "null: '壹元零伍角' is no amount in words"),
    Trial("amount from words(\"壹拾元零伍角\")", "10.50"),
    Trial("amount from words(\"壹拾元伍分\")", "null: '壹拾元伍分' is no amount in words"),
    Trial("amount from words(\"亿元\")", "null: '亿元' is no amount in words"),
    Trial("amount from words(\"\")", "null: '' is no amount in words"),
  ])
  func amountsAreWrittenAndReadInWords(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  @Test func wordsAreReadAsTheAmountTheyWereWrittenFor() {
    let seed: UInt64 = 11
    var random = SeededRandom(seed: seed)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...17, using: &random)
      var cents = Int64.random(
        in: 0..<(0..<digits).reduce(1) { power, _ in power * 10 }, using: &random)
      if random.chance(40) {
        cents -= cents % [10, 100, 10_000, 1_000_000][Int(random.next() % 4)]
      }
      let amount = Decimal128(scaled: random.chance(20) ? -cents : cents, scale: 2)
      let words = AmountInWords.words(for: amount)
      #expect(
        words.flatMap(AmountInWords.amount) == amount, "seed \(seed): \(amount) is \(words ?? "")")
    }
  }

  @Test(arguments: [
    Trial("number series(\"DD25090017\", 4)", "DD2509"),
    Trial("number series(\"DD25090017\", 8)", "DD"),
    Trial("number series(\"KP9\", 4)", "KP"),
    Trial("number series(\"30217001\", 8)", ""),
    Trial("number series(\"DD17-2\", 4)", "DD17-"),
    Trial("number series(\"DD17-B\", 4)", "null: 'DD17-B' does not end in a digit"),
    Trial("number series(\"\", 4)", "null: '' does not end in a digit"),
    Trial("number series(\"A１\", 4)", "null: 'A１' does not end in a digit"),
    Trial("number series(\"A1\", 0)", "null: a count of digits that is not from 1 to 18"),
    Trial("number series(\"A1\", 19)", "null: a count of digits that is not from 1 to 18"),
    Trial("number series(\"A1\", 1.5)", "null: a count of digits that is not from 1 to 18"),
    Trial("serial number(\"DD25090017\", 4)", "17"),
    Trial("serial number(\"DD25090017\", 8)", "25090017"),
    Trial("serial number(\"999999999999999999\", 18)", "999999999999999999"),
    Trial("serial number(\"25332000000417000009\", 18)", "332000000417000009"),
    Trial("serial number(null, 4)", "null: null"),
    Trial("numbers between(\"DD25090016\", \"DD25090018\")", "DD25090017"),
    Trial("numbers between(\"DD25090016\", \"DD25090020\")", "DD25090017–DD25090019"),
    Trial("numbers between(\"A0\", \"A999999999999999999\")", "A1–A999999999999999998"),
    Trial("numbers between(\"KP8\", \"KP12\")", "KP9–KP11"),
    Trial("numbers between(\"KP08\", \"KP12\")", "KP09–KP11"),
    Trial("numbers between(\"A1\", \"A2\")", "null: no numbers lie between 'A1' and 'A2'"),
    Trial("numbers between(\"A3\", \"A1\")", "null: no numbers lie between 'A3' and 'A1'"),
    Trial("numbers between(\"A1\", \"B3\")", "null: no numbers lie between 'A1' and 'B3'"),
  ])
  func numbersOfDocumentsCountOnAtTheirEnd(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  @Test(arguments: [
    Trial("similarity(\"kitten\", \"sitting\")", "0.5714285714285714285714285714285714"),
    Trial("similarity(\"上海木业有限公司\", \"上海木业（有限公司）\")", "0.8"),
    Trial("similarity(\"ＡＢＣ\", \"a b c\")", "1"),
    Trial("similarity(\"\", \"\")", "1"),
    Trial("similarity(\"\", \"ab\")", "0"),
    Trial("similarity(null, \"a\")", "null: null"),
  ])
  func similarityIsOneLessTheShareOfEdits(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  @Test func similarityAgreesWithTheDefinition() {
    let seed: UInt64 = 5
    var random = SeededRandom(seed: seed)
    func distance(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
      guard let x = a.last, let y = b.last else { return a.count + b.count }
      if x == y { return distance(a.dropLast(), b.dropLast()) }
      return 1
        + min(
          distance(a.dropLast(), b), distance(a, b.dropLast()), distance(a.dropLast(), b.dropLast())
        )
    }
    for _ in 0..<400 {
      let texts = (0..<2).map { _ in
        String(
          (0..<Int.random(in: 0...6, using: &random)).map { _ in
            "abc".randomElement(using: &random)!
          })
      }
      let longest = max(texts[0].count, texts[1].count)
      guard longest > 0 else { continue }
      let edits = distance(ArraySlice(texts[0]), ArraySlice(texts[1]))
      let expected = Decimal128(longest - edits).divided(by: Decimal128(longest))
      #expect(Similarity.of(texts[0], texts[1]) == expected, "seed \(seed): \(texts)")
    }
  }

  @Test func aTextThatIsTooLongIsNotCompared() {
    let text = String(repeating: "a", count: Similarity.greatestLength + 1)
    #expect(
      outcome(of: "similarity(\"\(text)\", \"a\")") == "null: a text of more than 1000 characters")
  }
}
