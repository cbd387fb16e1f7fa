-- A mobile phone number of mainland China, with or without the country code.
CREATE MACRO is_mobile(phone) AS regexp_full_match(
  trim(phone),
  '((\+86|0086|86)[ -]?)?1(3\d|8\d|4[5-9]|5[0-35-9]|9[0-35-9]|6[2567]|7[0-8])\d{8}');

-- GB 32100-2015: powers of 3 modulo 31 over the code, and the check of GB 11714 within it.
CREATE MACRO code_value(code, place) AS
  instr('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(code, place, 1)) - 1;
CREATE MACRO organisation_check(code) AS (11 - (
  3 * substr(code, 9, 1)::INTEGER + 7 * substr(code, 10, 1)::INTEGER
  + 9 * substr(code, 11, 1)::INTEGER + 10 * substr(code, 12, 1)::INTEGER
  + 5 * substr(code, 13, 1)::INTEGER + 8 * substr(code, 14, 1)::INTEGER
  + 4 * substr(code, 15, 1)::INTEGER + 2 * substr(code, 16, 1)::INTEGER) % 11) % 11;
CREATE MACRO is_credit_code(code) AS
  regexp_full_match(code, '[0-9A-HJ-NPQRTUWXY]{2}\d{6}\d{8}[0-9X][0-9A-HJ-NPQRTUWXY]')
  AND substr(code, 17, 1) = substr('0123456789X', 1 + organisation_check(code), 1)
  AND code_value(code, 18) = (31 - (
    code_value(code, 1) + 3 * code_value(code, 2) + 9 * code_value(code, 3)
    + 27 * code_value(code, 4) + 19 * code_value(code, 5) + 26 * code_value(code, 6)
    + 16 * code_value(code, 7) + 17 * code_value(code, 8) + 20 * code_value(code, 9)
    + 29 * code_value(code, 10) + 25 * code_value(code, 11) + 13 * code_value(code, 12)
    + 8 * code_value(code, 13) + 24 * code_value(code, 14) + 10 * code_value(code, 15)
    + 30 * code_value(code, 16) + 28 * code_value(code, 17)) % 31) % 31;

CREATE MACRO approval_limit(role) AS CASE role
  WHEN 'sales manager' THEN 100000 WHEN 'sales director' THEN 500000
  WHEN 'general manager' THEN 2000000 END;
CREATE MACRO transport_days(class) AS CASE class
  WHEN 'ordinary' THEN 5 WHEN 'high-value' THEN 6 WHEN 'custom-made' THEN 7 END;

-- Lists of every day's count of working days are small enough to be a constant.
CREATE MACRO working_days(a, b) AS
  getvariable('working_days')[datediff('day', getvariable('first_day'), b) + 1]
  - getvariable('working_days')[datediff('day', getvariable('first_day'), a) + 1];
