using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;

namespace MutualAid.Core.Needs;

/// <summary>Posts needs, for members who are signed in and for neighbours without an account.</summary>
public sealed class NeedService(
    MutualAidDb db, AddressBook addressBook, AskRules rules, AskLink link, NetworkQueries networks, SpokenDoor door, TimeProvider time)
{
    // A reference is one of 11 million, so a taken one is rare; more tries than this would hide a fault.
    private const int Tries = 5;

    /// <summary>
    /// Posts a need: the need, its encrypted contact facts, a member for an asker without an account, and the audit entry, in one save.
    /// A need posted without an account waits for a coordinator's look when the network says so. Refuses what a page of asking refuses.
    /// The same form sent again, also at the same moment, gives what the first sending made.
    /// </summary>
    public async Task<Result<PostedNeed>> PostAsync(Actor actor, PostNeed asked, CancellationToken ct = default)
    {
        var wrong = new List<FieldRefusal>();
        foreach (var step in Enum.GetValues<AskStep>())
        {
            wrong.AddRange((await rules.LookAsync(actor, asked, step, ct)).Refusal?.Fields ?? []);
        }

        if (wrong.Count > 0)
        {
            return Refusal.Invalid(wrong);
        }

        for (var left = Tries; ; left--)
        {
            if (await SentBeforeAsync(asked, ct) is { } first)
            {
                return first;
            }

            var made = await MakeAsync(actor, asked, ct);
            if (!made.Ok)
            {
                db.ChangeTracker.Clear();
                return made;
            }

            // A conflict is the same form arriving twice, a reference already taken, or the member's row changed meanwhile: look again.
            var saved = await db.SaveAsync(ct);
            if (saved.Ok)
            {
                await link.TellAsync(made.Value.NeedId, ct);
            }

            if (saved.Ok || left == 0)
            {
                return saved.Ok ? made : saved.Refusal!;
            }
        }
    }

    /// <summary>What the form made when it was sent before; null when it was not.</summary>
    public async Task<PostedNeed?> SentBeforeAsync(PostNeed asked, CancellationToken ct = default)
    {
        var hash = Secrets.Hash(asked.StatusKey);
        return await db.Operations.AsNoTracking().Where(o => o.Id == asked.OperationId)
            .Join(db.Needs.Where(n => n.StatusKeyHash == hash), o => o.ResultId, n => n.Id, (o, n) => new PostedNeed(n.Id, n.Reference, asked.StatusKey))
            .SingleOrDefaultAsync(ct);
    }

    // Adds everything to the change; the caller saves.
    private async Task<Result<PostedNeed>> MakeAsync(Actor actor, PostNeed asked, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var network = await networks.CardAsync(ct);
        var today = network.Clock.Day(now);
        var asker = await AskerAsync(actor, asked, now, ct);
        if (!asker.Ok)
        {
            return asker.Refusal!;
        }

        var point = asked.AreaId is null ? null : await db.Areas.Where(a => a.Id == asked.AreaId).Select(a => a.Point).SingleOrDefaultAsync(ct);
        var plan = PartsPlan.Of(asked, today);
        var posted = Need.Post(
            new NewNeed
            {
                AskerId = asker.Value.Id,
                KindId = asked.KindId!,
                Words = asked.Words,
                Urgency = asked.Urgency,
                Languages = asked.Languages,
                AreaId = asked.AreaId,
                Point = point,
                Choice = asked.Choice,
                Channel = actor.Channel,
                Care = asked.Care,
                Draft = network.ReviewGuestNeeds && !actor.IsSignedIn,
                Parts = plan.Parts,
                Repeats = plan.Rule,
            },
            Secrets.NewSpokenCode(), asked.StatusKey, part => part.Hours(today).ToBits(), today, now);
        if (!posted.Ok)
        {
            return posted.Refusal!;
        }

        var need = posted.Value;
        var linked = await link.LinkAsync(actor, need, asked, ct);
        if (!linked.Ok)
        {
            return linked.Refusal!;
        }

        db.Needs.Add(need);
        addressBook.Write(asker.Value.Id, need.Id, asked.Phone, asked.Address, asked.DoorNote, now, asked.CareNote);
        db.SpokenCodes.Add(SpokenCode.OfNeed(need.Id, door.Hash(SpokenPurpose.Status, need.Reference, PostedNeed.SpokenKeyOf(asked.StatusKey)), now));
        db.Operations.Add(Operation.Made(asked.OperationId, need.Id, now));
        db.AuditEntries.Add(AuditEntry.Of(actor, Deed.NeedPosted, now, need.Id));
        return new PostedNeed(need.Id, need.Reference, asked.StatusKey);
    }

    private async Task<Result<Member>> AskerAsync(Actor actor, PostNeed asked, DateTimeOffset now, CancellationToken ct)
    {
        if (asked.OnBehalf is { } household)
        {
            return await OnBehalfAsync(actor, asked, household, now, ct);
        }

        if (actor.MemberId is { } me)
        {
            var member = await db.Members.SingleOrDefaultAsync(m => m.Id == me, ct);
            if (member is null)
            {
                return Refusal.NotFound;
            }

            var described = member.Describe(asked.Name, member.Languages.Count == 0 ? asked.Languages : member.Languages, member.AreaId ?? asked.AreaId);
            member.ReachSafely(asked.ReachBy!.Value, asked.SafeContact);
            return described.Ok ? member : described.Refusal!;
        }

        return NewAsker(actor, asked, now);
    }

    // A household that is known keeps its name; what it wishes for on the phone is only ever added to here, because forgetting one could do harm.
    private async Task<Result<Member>> OnBehalfAsync(Actor actor, PostNeed asked, OnBehalf household, DateTimeOffset now, CancellationToken ct)
    {
        if (!actor.Coordinates(asked.AreaId))
        {
            return Refusal.NotFound;
        }

        if (household.MemberId is not { } known)
        {
            return NewAsker(actor, asked, now);
        }

        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == known, ct);
        if (member is null)
        {
            return Refusal.NotFound;
        }

        member.ReachSafely(member.ReachBy == ReachBy.Nobody ? asked.ReachBy!.Value : member.ReachBy, member.SafeContact | asked.SafeContact);
        return member;
    }

    private Result<Member> NewAsker(Actor actor, PostNeed asked, DateTimeOffset now)
    {
        var guest = Member.Join(asked.Name, asked.Languages, asked.AreaId, now);
        if (guest.Ok)
        {
            guest.Value.ReachSafely(asked.ReachBy!.Value, asked.SafeContact);
            db.Members.Add(guest.Value);
            db.AuditEntries.Add(AuditEntry.Of(actor, Deed.MemberJoined, now, subjectId: guest.Value.Id));
        }

        return guest;
    }
}
