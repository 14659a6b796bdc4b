using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;

namespace MutualAid.Web.Pages.Members;

/// <summary>Somebody rests and still holds something until then: hand it over or keep it, one by one. Nothing happens by itself.</summary>
public sealed class RestingModel(MyPageQueries pages) : MutualAidPage
{
    /// <summary>What was kept so far, in the address: keeping changes nothing, so nothing is stored.</summary>
    [BindProperty(SupportsGet = true)]
    public List<Guid> Kept { get; set; } = [];

    public DateOnly Until { get; private set; }

    public IReadOnlyList<MyHelp> Held { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await pages.ReadAsync(Actor, ct) is not { Week.RestUntil: { } until } mine)
        {
            return Redirect("/me");
        }

        Until = until;
        Held = [.. mine.Helping.Where(h => h.State is ClaimState.Offered or ClaimState.Agreed && (h.Time.Day is null || h.Time.Day <= until) && !Kept.Contains(h.ClaimId))];
        return Held.Count == 0 ? Redirect("/me") : Page();
    }

    /// <summary>The page once this is kept as well.</summary>
    public string Keep(Guid claimId) => $"/me/resting?{string.Join('&', Kept.Append(claimId).Distinct().Select(id => $"kept={id}"))}";
}
