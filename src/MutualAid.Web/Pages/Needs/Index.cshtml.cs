using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs;

/// <summary>The board: what neighbours need, as a list or a map. Everything chosen is in the address, so Back works.</summary>
public sealed class IndexModel(
    NeedQueries needs, NeedCounts counts, ClaimQueries claims, FittingNeeds fitting, AreaQuilt quilt, Words words) : MutualAidPage
{
    private const int MostForYou = 5;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public Urgency? Urgency { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Language { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool FitsMe { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Older { get; set; }

    /// <summary>False for somebody who is not an approved helper: then there are figures and a kind word, and no list.</summary>
    public bool SeesBoard { get; private set; }

    public bool IsMap => View == "map";

    public NeedFilter Filter => new(Blank(Kind), Area, Urgency, Blank(Language), FitsMe);

    public int? Count { get; private set; }

    public IReadOnlyList<NeedListing> ForYou { get; private set; } = [];

    public Slice<NeedCard> AlsoOpen { get; private set; } = new([], null);

    public IReadOnlyList<AreaCount> Areas { get; private set; } = [];

    public Quilt? Quilt { get; private set; }

    public HelperWeek? Week { get; private set; }

    public IReadOnlyList<SelectListItem> Kinds { get; private set; } = [];

    /// <summary>Whether the reader lives in one of the areas, so that each has a distance.</summary>
    public bool FromHome => Areas.Any(a => a.Mine);

    public AreaCount? Picked => Areas.FirstOrDefault(a => a.AreaId == Area);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        SeesBoard = await needs.SeesBoardAsync(Actor, ct);
        Areas = await counts.ByAreaAsync(Actor, ct);
        Quilt = await quilt.ReadAsync(ct);
        if (!SeesBoard)
        {
            return Page();
        }

        Week = await claims.WeekAsync(Actor, ct);
        Kinds = [.. (await needs.KindsAsync(Actor, ct)).Select(k => new SelectListItem(words.Say(k.Name), k.Id))];
        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }

        var open = await needs.OpenAsync(Actor, Filter, Older, ct);
        if (open.Refusal is { } refusal)
        {
            foreach (var field in refusal.Fields)
            {
                ModelState.AddModelError(field.Field, words.Say(field.Why));
            }

            return await AgainAsync();
        }

        if (Older is null)
        {
            Count = FitsMe ? null : await counts.CountAsync(Actor, Filter, ct);
            ForYou = IsMap ? [] : await fitting.ForAsync(Actor, Filter, FitsMe ? FittingNeeds.Most : MostForYou, ct);
        }

        var above = ForYou.Select(f => f.Card.Id).ToHashSet();
        AlsoOpen = FitsMe && !IsMap ? AlsoOpen : open.Value with { Rows = [.. open.Value.Rows.Where(c => !above.Contains(c.Id))] };
        return Page();
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
