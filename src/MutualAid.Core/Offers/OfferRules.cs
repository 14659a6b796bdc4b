using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Offers;

/// <summary>Looks at what a giver typed: what is missing, too long, not a whole number, unknown or past is said beside its field.</summary>
public sealed class OfferRules(MutualAidDb db)
{
    private const string DayShape = "yyyy-MM-dd";

    internal async Task<Result<OfferFacts>> LookAsync(NeedViewer viewer, GiveOffer said, CancellationToken ct)
    {
        var wrong = new List<FieldRefusal>();
        if (said.KindId is not { } kindId || !CanGive(viewer).Any(k => k.Id == kindId))
        {
            wrong.Add(new FieldRefusal(nameof(said.KindId), Phrase.Of("Pick a kind from the list.")));
        }

        var words = TypedText.Check(nameof(said.Words), said.Words, Offer.WordsMaxLength, wrong, Phrase.Of("Write a few words about what you can give."));
        if (said.Standing is null)
        {
            wrong.Add(new FieldRefusal(nameof(said.Standing), Phrase.Of("Pick whether it is once or again and again.")));
        }

        var quantity = ReadNumber(nameof(said.Quantity), said.Quantity, Offer.MostToGive, wrong);
        var unit = TypedText.Check(nameof(said.Unit), said.Unit, Offer.UnitMaxLength, wrong);
        var until = ReadDay(nameof(said.Until), said.Until, wrong);
        if (until < viewer.Today)
        {
            wrong.Add(new FieldRefusal(nameof(said.Until), Phrase.Of("The day has passed. Pick today or later.")));
        }
        else if (until > viewer.Today.AddYears(1))
        {
            wrong.Add(new FieldRefusal(nameof(said.Until), Phrase.Of("That is more than a year away. Pick a nearer day.")));
        }

        if (said.Languages.Any(code => !SpokenLanguages.Knows(code)))
        {
            wrong.Add(new FieldRefusal(nameof(said.Languages), Phrase.Of("Pick languages from the list.")));
        }

        var area = said.AreaId is null ? null : await db.Areas.Where(a => a.Id == said.AreaId).Select(a => new { a.Point }).SingleOrDefaultAsync(ct);
        if (said.AreaId is not null && area is null)
        {
            wrong.Add(new FieldRefusal(nameof(said.AreaId), Phrase.Of("Pick an area from the list.")));
        }

        // What is given once and not counted is one thing.
        return wrong.Count > 0
            ? Refusal.Invalid(wrong)
            : new OfferFacts(
                said.KindId!, words, said.Standing!.Value, quantity ?? (said.Standing.Value ? null : 1), unit, said.AreaId, area?.Point, until,
                [.. said.Languages.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The kinds this member may offer: those the network knows them well enough for. Whoever is new may offer what anybody may do.</summary>
    internal static IEnumerable<HelpKind> CanGive(NeedViewer viewer) =>
        viewer.Kinds.Values.Where(k => k.Id != HelpKindCatalogue.NotSure && (viewer.Vetting ?? Members.Vetting.New) >= k.LowestVetting).OrderBy(k => k.Position);

    /// <summary>A whole number from 1 on; null for an empty field, and when it cannot be read.</summary>
    internal static int? ReadNumber(string field, string? typed, int most, List<FieldRefusal> wrong)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        wrong.Add(new FieldRefusal(field, Phrase.Of("Write a whole number from 1 to {0}.", most)));
        return null;
    }

    internal static DateOnly? ReadDay(string field, string? typed, List<FieldRefusal> wrong)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (DateOnly.TryParseExact(typed.Trim(), DayShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        wrong.Add(new FieldRefusal(field, Phrase.Of("Write the day with year, month and day, such as 2026-05-19.")));
        return null;
    }
}
