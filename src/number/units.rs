//! The table of measures and of things every project may count.

use super::unit::{Unit, UnitKind};
use crate::lang::Lang;

/// One built-in unit: id, kind, English for one and many, sign, German for one and many, Chinese.
type Row =
    (&'static str, UnitKind, [&'static str; 2], &'static str, [&'static str; 2], &'static str);

/// The unit of an id, unless it is none of this table.
pub(super) fn unit(id: &str) -> Option<Unit> {
    let (id, kind, [one, other], symbol, german, chinese) =
        UNITS.iter().find(|(known, ..)| *known == id)?;
    let unit = Unit::new(id, *kind, one, other, symbol);
    Some(unit.with(Lang::De, german[0], german[1]).with(Lang::Zh, chinese, chinese))
}

/// The signs that stand beside a number.
pub(super) fn symbols() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|(_, _, _, symbol, ..)| *symbol).filter(|symbol| !symbol.is_empty())
}

/// The ids of the table.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|(id, ..)| *id)
}

use UnitKind::{Count, Measure};

#[rustfmt::skip]
const UNITS: &[Row] = &[
    ("second", Measure, ["second", "seconds"], "", ["Sekunde", "Sekunden"], "秒"),
    ("millisecond", Measure, ["millisecond", "milliseconds"], "ms", ["Millisekunde", "Millisekunden"], "毫秒"),
    ("minute", Measure, ["minute", "minutes"], "", ["Minute", "Minuten"], "分钟"),
    ("hour", Measure, ["hour", "hours"], "", ["Stunde", "Stunden"], "小时"),
    ("day", Measure, ["day", "days"], "", ["Tag", "Tage"], "天"),
    ("week", Measure, ["week", "weeks"], "", ["Woche", "Wochen"], "周"),
    ("month", Measure, ["month", "months"], "", ["Monat", "Monate"], "个月"),
    ("quarter", Measure, ["quarter", "quarters"], "", ["Quartal", "Quartale"], "个季度"),
    ("year", Measure, ["year", "years"], "", ["Jahr", "Jahre"], "年"),
    ("mm", Measure, ["millimetre", "millimetres"], "mm", ["Millimeter", "Millimeter"], "毫米"),
    ("cm", Measure, ["centimetre", "centimetres"], "cm", ["Zentimeter", "Zentimeter"], "厘米"),
    ("nm", Measure, ["nanometre", "nanometres"], "nm", ["Nanometer", "Nanometer"], "纳米"),
    ("m", Measure, ["metre", "metres"], "m", ["Meter", "Meter"], "米"),
    ("km", Measure, ["kilometre", "kilometres"], "km", ["Kilometer", "Kilometer"], "公里"),
    ("mile", Measure, ["mile", "miles"], "", ["Meile", "Meilen"], "英里"),
    ("km2", Measure, ["square kilometre", "square kilometres"], "km²", ["Quadratkilometer", "Quadratkilometer"], "平方公里"),
    ("m2", Measure, ["square metre", "square metres"], "m²", ["Quadratmeter", "Quadratmeter"], "平方米"),
    ("hectare", Measure, ["hectare", "hectares"], "ha", ["Hektar", "Hektar"], "公顷"),
    ("litre", Measure, ["litre", "litres"], "L", ["Liter", "Liter"], "升"),
    ("m3", Measure, ["cubic metre", "cubic metres"], "m³", ["Kubikmeter", "Kubikmeter"], "立方米"),
    ("barrel", Measure, ["barrel", "barrels"], "", ["Barrel", "Barrel"], "桶"),
    ("mg", Measure, ["milligram", "milligrams"], "mg", ["Milligramm", "Milligramm"], "毫克"),
    ("g", Measure, ["gram", "grams"], "g", ["Gramm", "Gramm"], "克"),
    ("kg", Measure, ["kilogram", "kilograms"], "kg", ["Kilogramm", "Kilogramm"], "公斤"),
    ("tonne", Measure, ["tonne", "tonnes"], "t", ["Tonne", "Tonnen"], "吨"),
    ("celsius", Measure, ["degree Celsius", "degrees Celsius"], "°C", ["Grad Celsius", "Grad Celsius"], "摄氏度"),
    ("bit", Measure, ["bit", "bits"], "", ["Bit", "Bit"], "比特"),
    ("byte", Measure, ["byte", "bytes"], "", ["Byte", "Byte"], "字节"),
    ("KB", Measure, ["kilobyte", "kilobytes"], "KB", ["Kilobyte", "Kilobyte"], "千字节"),
    ("MB", Measure, ["megabyte", "megabytes"], "MB", ["Megabyte", "Megabyte"], "兆字节"),
    ("GB", Measure, ["gigabyte", "gigabytes"], "GB", ["Gigabyte", "Gigabyte"], "吉字节"),
    ("TB", Measure, ["terabyte", "terabytes"], "TB", ["Terabyte", "Terabyte"], "太字节"),
    ("PB", Measure, ["petabyte", "petabytes"], "PB", ["Petabyte", "Petabyte"], "拍字节"),
    ("watt", Measure, ["watt", "watts"], "W", ["Watt", "Watt"], "瓦"),
    ("kW", Measure, ["kilowatt", "kilowatts"], "kW", ["Kilowatt", "Kilowatt"], "千瓦"),
    ("MW", Measure, ["megawatt", "megawatts"], "MW", ["Megawatt", "Megawatt"], "兆瓦"),
    ("GW", Measure, ["gigawatt", "gigawatts"], "GW", ["Gigawatt", "Gigawatt"], "吉瓦"),
    ("kWh", Measure, ["kilowatt-hour", "kilowatt-hours"], "kWh", ["Kilowattstunde", "Kilowattstunden"], "千瓦时"),
    ("MWh", Measure, ["megawatt-hour", "megawatt-hours"], "MWh", ["Megawattstunde", "Megawattstunden"], "兆瓦时"),
    ("GWh", Measure, ["gigawatt-hour", "gigawatt-hours"], "GWh", ["Gigawattstunde", "Gigawattstunden"], "吉瓦时"),
    ("TWh", Measure, ["terawatt-hour", "terawatt-hours"], "TWh", ["Terawattstunde", "Terawattstunden"], "太瓦时"),
    ("hertz", Measure, ["hertz", "hertz"], "Hz", ["Hertz", "Hertz"], "赫兹"),
    ("FLOP", Measure, ["floating-point operation", "floating-point operations"], "FLOP", ["Gleitkommaoperation", "Gleitkommaoperationen"], "次浮点运算"),
    ("FLOPS", Measure, ["operation a second", "operations a second"], "FLOPS", ["Operation je Sekunde", "Operationen je Sekunde"], "次浮点运算每秒"),
    ("basis-point", Measure, ["basis point", "basis points"], "", ["Basispunkt", "Basispunkte"], "个基点"),
    ("parameter", Count, ["parameter", "parameters"], "", ["Parameter", "Parameter"], "参数"),
    ("token", Count, ["token", "tokens"], "", ["Token", "Token"], "词元"),
    ("person", Count, ["person", "people"], "", ["Person", "Personen"], "人"),
    ("point", Count, ["point", "points"], "", ["Punkt", "Punkte"], "分"),
    ("company", Count, ["company", "companies"], "", ["Unternehmen", "Unternehmen"], "家公司"),
    ("country", Count, ["country", "countries"], "", ["Land", "Länder"], "个国家"),
    ("unit", Count, ["unit", "units"], "", ["Stück", "Stück"], "台"),
    ("job", Count, ["job", "jobs"], "", ["Stelle", "Stellen"], "个岗位"),
    ("user", Count, ["user", "users"], "", ["Nutzer", "Nutzer"], "名用户"),
    ("item", Count, ["item", "items"], "", ["Stück", "Stück"], "项"),
];
