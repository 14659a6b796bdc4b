using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>The short pages of asking, in order.</summary>
public enum AskStep
{
    Kind,
    Words,

    /// <summary>Several things or several days; nothing for a simple need.</summary>
    Parts,
    Place,
}

/// <summary>
/// What each page of asking looks at. The same rules run on each page, before the check, and once more when it is sent,
/// so a page that was left out or opened too late is found by what is missing.
/// </summary>
public sealed class AskRules(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    /// <summary>Looks at the answers of one page. Refuses what is missing, too long, not storable, unknown or past, each beside its field.</summary>
    public async Task<Result> LookAsync(Actor actor, PostNeed asked, AskStep step, CancellationToken ct = default)
    {
        var wrong = new List<FieldRefusal>();
        switch (step)
        {
            case AskStep.Kind:
                if (asked.KindId is not { } kind || !TypedText.IsStorable(kind) || !await db.HelpKinds.AnyAsync(k => k.Id == kind, ct))
                {
                    wrong.Add(new FieldRefusal("Kind", Phrase.Of("Pick what would help. “I’m not sure” is a fine answer.")));
                }

                break;
            case AskStep.Words:
                LookAtWords(asked, (await networks.ClockAsync(ct)).Day(time.GetUtcNow()), wrong);
                break;
            case AskStep.Parts when asked.HasParts:
                var kinds = await db.HelpKinds.Select(k => k.Id).ToListAsync(ct);
                PartsRules.Look(asked, kinds.ToHashSet(StringComparer.Ordinal), (await networks.ClockAsync(ct)).Day(time.GetUtcNow()), wrong);
                break;
            case AskStep.Parts:
                break;
            default:
                await LookAtPlaceAsync(actor, asked, wrong, ct);
                break;
        }

        return wrong.Count == 0 ? Result.Done : Refusal.Invalid(wrong);
    }

    /// <summary>The first page that still has something missing; null when all are fine.</summary>
    public async Task<AskStep?> FirstMissingAsync(Actor actor, PostNeed asked, CancellationToken ct = default)
    {
        foreach (var step in Enum.GetValues<AskStep>())
        {
            if (!(await LookAsync(actor, asked, step, ct)).Ok)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Looks at words and time: for a new need, and for one that changes.</summary>
    public static void LookAtWords(PostNeed asked, DateOnly today, List<FieldRefusal> wrong)
    {
        TypedText.Check(nameof(asked.Words), asked.Words, Need.WordsMaxLength, wrong, Phrase.Of("Write a few words about what would help."));
        if (asked.When is not { } when || !Enum.IsDefined(when))
        {
            wrong.Add(new FieldRefusal(nameof(asked.When), Phrase.Of("Pick when it would be good. A guess is fine.")));
        }
        else
        {
            // A day by which it is wanted has a field of its own on the page.
            var day = when == WantedWhen.Before ? "BeforeDay" : nameof(asked.Day);
            wrong.AddRange(asked.Time(today).Look(today).Select(r => r.Field == nameof(asked.Day) ? r with { Field = day } : r));
        }

        if (!Enum.IsDefined(asked.Urgency))
        {
            wrong.Add(new FieldRefusal(nameof(asked.Urgency), Phrase.Of("Pick how soon it matters.")));
        }

        if (asked.Languages.Any(code => !SpokenLanguages.Knows(code)))
        {
            wrong.Add(new FieldRefusal(nameof(asked.Languages), Phrase.Of("Pick languages from the list.")));
        }
    }

    private async Task LookAtPlaceAsync(Actor actor, PostNeed asked, List<FieldRefusal> wrong, CancellationToken ct)
    {
        TypedText.Check(nameof(asked.Name), asked.Name, Member.NameMaxLength, wrong, Phrase.Of("Write a name we can call you by. Any name you like."));
        if (asked.ReachBy is not { } by || !Enum.IsDefined(by))
        {
            wrong.Add(new FieldRefusal(nameof(asked.ReachBy), Phrase.Of("Pick a safe way to reach you.")));
        }
        else if (by is ReachBy.Text or ReachBy.Call && TypedText.Clean(asked.Phone) is null)
        {
            wrong.Add(new FieldRefusal(nameof(asked.Phone), Phrase.Of("Write the number we may use, or pick another way to reach you.")));
        }
        else if (by == ReachBy.Email && !await HasEmailAsync(actor, ct))
        {
            wrong.Add(new FieldRefusal(nameof(asked.ReachBy), Phrase.Of("We have no e-mail address of yours. Pick another way to reach you.")));
        }

        asked.Care.Look(wrong);
        AddressBook.Look(asked.Phone, asked.Address, asked.DoorNote, wrong, asked.CareNote);
        if (asked.AreaId is { } areaId && !await db.Areas.AnyAsync(a => a.Id == areaId, ct))
        {
            wrong.Add(new FieldRefusal("Area", Phrase.Of("Pick an area from the list, or “I’m not sure”.")));
        }

        if (!Enum.IsDefined(asked.Choice))
        {
            wrong.Add(new FieldRefusal(nameof(asked.Choice), Phrase.Of("Pick how you would like to find your helper.")));
        }
    }

    private async Task<bool> HasEmailAsync(Actor actor, CancellationToken ct) =>
        actor.MemberId is { } me && await db.Users.AnyAsync(a => a.MemberId == me && a.Email != null, ct);
}
