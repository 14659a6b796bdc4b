using Microsoft.AspNetCore.Mvc;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Shared;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Members;

/// <summary>What a helper gives and how much. Every answer is a plain form field, the week a table of boxes.</summary>
public sealed class HelpingModel(HelperService helpers, MemberQueries members, NeedQueries needs, Words words) : MutualAidPage
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public HelperForm Form { get; private set; } = null!;

    public PersonChoices Choices { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct))
        {
            return NotFound();
        }

        Input = new InputModel
        {
            Kinds = [.. Form.Kinds.Where(k => k.Ticked).Select(k => k.Id)],
            Languages = [.. Form.Languages],
            Free = [.. WeekTable.Boxes.Where(box => Form.Hours.Has(box.Day, box.Part)).Select(WeekTable.Name)],
            Radius = Form.Radius,
            WeeklyCapacity = Form.WeeklyCapacity,
            MostADay = Form.MostADay,
            RestUntil = Form.RestUntil,
            EvenAtNight = Form.EvenAtNight,
            AreaId = Form.AreaId,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await AgainAsync(again: () => ReadAsync(ct));
        }

        var saved = await helpers.OfferAsync(Actor, Input.ToOffer(), ct);
        if (saved.Ok)
        {
            Flash(saved.Value switch
            {
                { Started: true } => Phrase.Of("Thank you. A coordinator will talk with you soon, and then you can start."),
                { Findable: false } => Phrase.Of("Saved. Pick an area and at least one kind of help, and we can look for what fits."),
                _ => Phrase.Of("Saved. We only ask for what you ticked."),
            });
        }

        return await Answer(saved, () => Redirect(Input.RestUntil is null ? "/me" : "/me/resting"), () => ReadAsync(ct), () => Redirect("/me/helping"));
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        Choices = PersonChoices.Of(await needs.AreasAsync(ct), words);
        var form = await members.HelperFormAsync(Actor, ct);
        Form = form!;
        return form is not null;
    }

    public sealed class InputModel
    {
        public List<string> Kinds { get; set; } = [];

        public List<string> Languages { get; set; } = [];

        /// <summary>Ticked boxes of the week, such as "Monday-Morning".</summary>
        public List<string> Free { get; set; } = [];

        public int Radius { get; set; }

        public int WeeklyCapacity { get; set; }

        /// <summary>Empty when only the week counts.</summary>
        public int? MostADay { get; set; }

        public DateOnly? RestUntil { get; set; }

        public bool EvenAtNight { get; set; }

        public Guid? AreaId { get; set; }

        public HelperOffer ToOffer() => new()
        {
            Kinds = Kinds,
            Languages = Languages,
            Free = [.. Free.Select(WeekTable.Parse).OfType<FreeTime>()],
            Radius = Radius,
            WeeklyCapacity = WeeklyCapacity,
            MostADay = MostADay,
            RestUntil = RestUntil,
            EvenAtNight = EvenAtNight,
            AreaId = AreaId,
        };
    }
}
