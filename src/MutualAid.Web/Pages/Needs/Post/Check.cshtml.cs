using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Places;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>Last page of asking: every answer with who will see it, then "Send it" or "Keep nothing and stop".</summary>
public sealed class CheckModel(
    AskDrafts drafts, AskRules rules, AskQueries queries, NeedService needs, NetworkQueries network, Words words, TimeProvider time) : AskPage(drafts, rules)
{
    private readonly AskRules rules = rules;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PostNeed Asked { get; private set; } = null!;

    public Phrase Kind => Kinds[Asked.KindId!];

    /// <summary>The name of every kind of help.</summary>
    public IReadOnlyDictionary<string, Phrase> Kinds { get; private set; } = new Dictionary<string, Phrase>();

    /// <summary>Each part it becomes, with its date.</summary>
    public PartsPlan Plan { get; private set; } = null!;

    public string? Area { get; private set; }

    public PartTime Time { get; private set; } = PartTime.Whenever;

    public string Network { get; private set; } = "";

    public bool Reviewed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Drafts.Draft is null && Drafts.SentKey is not null)
        {
            return LocalRedirect(AskPaths.Sent);
        }

        if (await rules.FirstMissingAsync(Actor, Drafts.Draft ?? new PostNeed(), ct) is { } missing)
        {
            return Lead(missing);
        }

        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // Pressed again after it arrived: here is the same page once more.
        if (Drafts.Draft is not { } draft)
        {
            return Drafts.SentKey is not null ? LocalRedirect(AskPaths.Sent) : Lead(AskStep.Kind);
        }

        if (await rules.FirstMissingAsync(Actor, draft, ct) is { } missing)
        {
            return Lead(missing);
        }

        if (!Input.Agree)
        {
            ModelState.Clear();
            ModelState.AddModelError("Input.Agree", words["Tick the box so that we may keep this while we look for help."]);
            return await AgainAsync(again: () => ShowAsync(ct));
        }

        var posted = await needs.PostAsync(Actor, draft with { AskAGiver = Input.AskAGiver }, ct);
        if (posted.Refusal is { Kind: RefusalKind.Conflict })
        {
            // The offer it asked for is gone; sent again, it is a need like any other.
            Drafts.Keep(draft with { OfferId = null, OfferAmount = null });
        }

        return await Answer(
            posted,
            () =>
            {
                Drafts.Sent(posted.Value.StatusKey);
                return LocalRedirect(AskPaths.Sent);
            },
            () => ShowAsync(ct));
    }

    public IActionResult OnPostStop()
    {
        Drafts.Forget();
        Flash(Phrase.Of("Nothing was kept."), "info");
        return LocalRedirect("/");
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        Asked = Drafts.Draft!;
        Kinds = (await queries.KindsAsync(ct)).ToDictionary(k => k.Id, k => k.Name);
        Area = (await queries.AreasAsync(ct)).FirstOrDefault(a => a.Id == Asked.AreaId)?.Name;
        var card = await network.CardAsync(ct);
        var today = card.Clock.Day(time.GetUtcNow());
        (Time, Plan) = (Asked.Time(today), PartsPlan.Of(Asked, today));
        Network = card.Name;
        Reviewed = card.ReviewGuestNeeds && !Actor.IsSignedIn;
    }

    public sealed class InputModel
    {
        public bool Agree { get; set; }

        public bool AskAGiver { get; set; }
    }
}
