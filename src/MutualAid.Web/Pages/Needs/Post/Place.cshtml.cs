using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>Third page of asking: a name, a safe way to reach the person, and where help should come to.</summary>
public sealed class PlaceModel(AskDrafts drafts, AskRules rules, AskQueries queries, Words words) : AskPage(drafts, rules)
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];

    /// <summary>Whether e-mail is a way: only for a member whose account has an address.</summary>
    public bool HasEmail { get; private set; }

    /// <summary>Whether it helps to know for how many people it is.</summary>
    public bool AsksHousehold { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LeadToMissingAsync(AskStep.Place, ct) is { } elsewhere)
        {
            return elsewhere;
        }

        var draft = Drafts.Draft!;
        if (draft.Name is null && await queries.KnownAsync(Actor, ct) is { } known)
        {
            draft = draft with { Name = known.Name, ReachBy = known.ReachBy, SafeContact = known.SafeContact, AreaId = known.AreaId };
        }

        Input.Show(draft);
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await LeadToMissingAsync(AskStep.Place, ct)
        ?? await KeepAsync(Input.Over(Drafts.Draft!), AskStep.Place, AskPaths.Check, () => ShowAsync(ct), ct);

    private async Task ShowAsync(CancellationToken ct)
    {
        var kinds = Drafts.Draft!.Things.Select(t => t.Kind).Append(Drafts.Draft.KindId).OfType<string>().ToList();
        AsksHousehold = await queries.AsksHouseholdAsync(kinds, ct);
        HasEmail = (await queries.KnownAsync(Actor, ct))?.HasEmail == true;
        Areas = [new SelectListItem(words["I’m not sure"], ""), .. (await queries.AreasAsync(ct)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
    }

    public sealed class InputModel : CareInput
    {
        public string? Name { get; set; }

        public ReachBy? ReachBy { get; set; }

        public string? Phone { get; set; }

        public List<SafeContact> Keep { get; set; } = [];

        public string? Area { get; set; }

        public string? Address { get; set; }

        public string? DoorNote { get; set; }

        public string? CareNote { get; set; }

        public HelperChoice Choice { get; set; } = HelperChoice.FirstIsFine;

        public void Show(PostNeed draft)
        {
            (Name, ReachBy, Phone, Address, DoorNote, Choice) = (draft.Name, draft.ReachBy, draft.Phone, draft.Address, draft.DoorNote, draft.Choice);
            (Area, CareNote) = (draft.AreaId?.ToString(), draft.CareNote);
            ShowCare(draft.Care);
            Keep = [.. Enum.GetValues<SafeContact>().Where(wish => wish != SafeContact.None && draft.SafeContact.HasFlag(wish))];
        }

        // An area that is no id cannot be in the list, so it is looked for as one that is not there.
        public PostNeed Over(PostNeed draft) => draft with
        {
            Name = Name,
            ReachBy = ReachBy,
            Phone = Phone,
            SafeContact = Keep.Where(Enum.IsDefined).Aggregate(SafeContact.None, (all, wish) => all | wish),
            AreaId = string.IsNullOrWhiteSpace(Area) ? null : Guid.TryParse(Area, out var id) ? id : Guid.Empty,
            Address = Address,
            DoorNote = DoorNote,
            CareNote = CareNote,
            Care = ReadCare(),
            Choice = Choice,
        };
    }
}
