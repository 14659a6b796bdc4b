using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using MutualAid.Core.Common;
using MutualAid.Core.Desk;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Pages.Needs;

namespace MutualAid.Web.Pages.Desk;

/// <summary>A call as the form sends it. Everything stays as it was typed until it is posted, so a look-up or a slip loses nothing.</summary>
public sealed class IntakeInput : WordsInput
{
    /// <summary>What stands for a household nobody knows yet.</summary>
    public const string New = "new";

    private const int KeyLength = 43;

    public string? Operation { get; set; }

    public string? Key { get; set; }

    public string? Phone { get; set; }

    public string? Name { get; set; }

    /// <summary>The member of the household that was picked, or <see cref="New"/>.</summary>
    public string? Household { get; set; }

    public ReachBy ReachBy { get; set; } = ReachBy.Call;

    public List<SafeContact> Keep { get; set; } = [];

    public string? NotToSay { get; set; }

    public string? Kind { get; set; }

    public Urgency Urgency { get; set; } = Urgency.Normal;

    public List<string> Languages { get; set; } = [];

    public string? Area { get; set; }

    public string? Address { get; set; }

    public string? DoorNote { get; set; }

    public string? AccessNeeds { get; set; }

    public string? HouseholdSize { get; set; }

    public bool Agree { get; set; }

    /// <summary>A form for the next call.</summary>
    public static IntakeInput Begin()
    {
        var asked = PostNeed.Begin();
        return new IntakeInput { Operation = asked.OperationId.ToString(), Key = asked.StatusKey, When = WantedWhen.ThisWeek };
    }

    /// <summary>What was said; a day, an hour or a number that cannot be read is named beside its field.</summary>
    public PhoneIntake Read(ModelStateDictionary state, Func<Phrase, string> say)
    {
        var fresh = PostNeed.Begin();
        var asked = fresh with
        {
            OperationId = Guid.TryParse(Operation, out var operation) ? operation : fresh.OperationId,
            StatusKey = Key is { Length: KeyLength } ? Key : fresh.StatusKey,
            KindId = Kind,
            Urgency = Urgency,
            Languages = [.. Languages.Where(code => !string.IsNullOrEmpty(code))],
            Name = Name,
            Phone = Phone,

            // Nobody can ring a household without a phone: they ring the desk, with the code.
            ReachBy = string.IsNullOrWhiteSpace(Phone) ? ReachBy.Nobody : ReachBy,
            SafeContact = Keep.Where(Enum.IsDefined).Aggregate(SafeContact.None, (all, wish) => all | wish),
            AreaId = string.IsNullOrWhiteSpace(Area) ? null : Guid.TryParse(Area, out var area) ? area : Guid.Empty,
            Address = Address,
            DoorNote = DoorNote,
            Care = new NeedCare(AccessNeeds, ReadSize(), NotToSay),
        };

        // One field for the day serves both ways of naming one.
        BeforeDay = Day;
        var isNew = Household == New;
        return new PhoneIntake(Over(asked, state, say), isNew || string.IsNullOrEmpty(Household) ? null : Guid.TryParse(Household, out var id) ? id : Guid.Empty, isNew, Agree);
    }

    private int? ReadSize() => string.IsNullOrWhiteSpace(HouseholdSize)
        ? null
        : int.TryParse(HouseholdSize.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
}
