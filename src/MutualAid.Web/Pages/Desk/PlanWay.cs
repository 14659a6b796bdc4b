using MutualAid.Core.Common;
using MutualAid.Core.Matching.Weekly;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Desk;

/// <summary>A row as the list shows it: in which group, and whether it can be decided just now.</summary>
public sealed record PlanRowShown(PlanRowView Row, PlanGroup Group, bool MayDecide);

/// <summary>Figures of a plan as people write them.</summary>
public static class PlanWay
{
    /// <summary>"84.8%", never rounded up to all or down to none.</summary>
    public static string Percent(long part, long all, SiteLanguage language)
    {
        var share = (double)part / all;
        var shown = part > 0 && part < all ? Math.Clamp(share, 0.001, 0.999) : share;
        return shown.ToString(shown is 0 or 1 ? "P0" : "P1", language.Culture);
    }

    /// <summary>Reasons as one sentence: "Free on Wednesday morning, 2 to 5 km away." Nothing when there are none.</summary>
    public static string Sentence(IEnumerable<string> reasons, SiteLanguage language)
    {
        var all = string.Join(", ", reasons);
        return all.Length == 0 ? "" : $"{language.Culture.TextInfo.ToUpper(all[0])}{all[1..]}.";
    }

    /// <summary>What accepting came to.</summary>
    public static Phrase Told(PlanAccepted accepted, string until) => accepted switch
    {
        { Asked: 0 } => Phrase.Of("Nobody could be asked: something has changed since. Make a new plan."),
        { NotAsked: 0, Left: 0, Asked: 1 } => Phrase.Of("One person is asked. They can answer until {0}, and nobody else is asked meanwhile.", until),
        { NotAsked: 0, Left: 0 } => Phrase.Of("{0} people are asked. They can answer until {1}, and nobody else is asked meanwhile.", accepted.Asked, until),
        { Left: > 0 } => Phrase.Of("{0} people are asked. {1} rows are left: press again for the next.", accepted.Asked, accepted.Left),
        _ => Phrase.Of("{0} asked. {1} could not be: something has changed since.", accepted.Asked, accepted.NotAsked),
    };

    public static string Kilometres(int metres, SiteLanguage language) => (metres / 1_000.0).ToString("0.0", language.Culture);

    public static string Spread(int thousandths, SiteLanguage language) => (thousandths / 1_000.0).ToString("0.00", language.Culture);
}
