using System.Globalization;

namespace MutualAid.Web.Text;

/// <summary>How a language writes days: the order of the words, in .NET's letters.</summary>
/// <param name="Day">A day with its weekday, "Tuesday 19 May".</param>
/// <param name="DayAndYear">The same in another year, "Tuesday 19 May 2025".</param>
/// <param name="TwelveHours">Whether clock times are said as "10 am" or as "10:00".</param>
public sealed record DayShapes(string Day, string DayAndYear, bool TwelveHours)
{
    public static DayShapes English { get; } = new("dddd d MMMM", "dddd d MMMM yyyy", TwelveHours: true);

    public static DayShapes Spanish { get; } = new("dddd d 'de' MMMM", "dddd d 'de' MMMM 'de' yyyy", TwelveHours: false);
}

/// <summary>One language the site speaks.</summary>
/// <param name="Code">The code in the cookie and in the page's lang attribute.</param>
/// <param name="OwnName">Its name in its own words, which is how its speakers look for it.</param>
/// <param name="Culture">Names of days and months, and how numbers are written.</param>
/// <param name="RightToLeft">Whether its pages run from right to left.</param>
public sealed record SiteLanguage(string Code, string OwnName, CultureInfo Culture, bool RightToLeft, DayShapes Days, ITranslation Texts)
{
    /// <summary>The value of the page's dir attribute.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";
}
