namespace MutualAid.Web.Text;

/// <summary>
/// Which form of a counted text fits a whole number, by the categories of the Unicode CLDR plural rules.
/// A language whose rule is not listed has one form for 1 and one for everything else.
/// </summary>
public static class Plurals
{
    public static Func<int, string> Of(string language) => language switch
    {
        "ar" => Arabic,
        "pl" => Polish,
        "uk" or "ru" => EastSlavic,
        _ => n => n == 1 ? "one" : "other",
    };

    private static string Arabic(int n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (n % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
    };

    private static string Polish(int n) => n == 1 ? "one" : FewEndings(n) ? "few" : "many";

    private static string EastSlavic(int n) => n % 10 == 1 && n % 100 != 11 ? "one" : FewEndings(n) ? "few" : "many";

    private static bool FewEndings(int n) => n % 10 is >= 2 and <= 4 && n % 100 is not (>= 12 and <= 14);
}
