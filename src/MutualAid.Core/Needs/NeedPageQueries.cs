using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Needs.Repeats;
using MutualAid.Core.Places;

namespace MutualAid.Core.Needs;

/// <summary>One need's own page, in the face its reader may see.</summary>
public sealed class NeedPageQueries(MutualAidDb db, NeedViewers viewers, HelperLoads loads, NeedTimeline timeline, LateYes lateYes)
{
    /// <summary>The need as the actor may see it; null when it is not there or not theirs to see.</summary>
    public async Task<NeedDetails?> DetailsAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var need = await db.Needs.AsNoTracking().Include(n => n.Parts).Include(n => n.Claims).AsSplitQuery()
            .VisibleTo(viewer).SingleOrDefaultAsync(n => n.Id == needId, ct);
        if (need is null)
        {
            return null;
        }

        var face = need.AskerId == actor.MemberId ? NeedFace.Asker : actor.Coordinates(need.AreaId) ? NeedFace.Coordinator : NeedFace.Helper;
        var load = face == NeedFace.Asker ? null : await loads.ReadAsync(actor.MemberId, ct);
        var mine = need.Claims.Where(c => c.HelperId == actor.MemberId).ToList();
        var parts = Parts(need, viewer, face, load, mine);
        var (kind, told) = (viewer.Kinds[need.KindId], face != NeedFace.Helper);
        return new NeedDetails
        {
            Face = face,
            Id = need.Id,
            Kind = kind.Badge(),
            Title = Titles.Of(kind, parts.Select(p => viewer.Kinds[p.Kind.Id])),
            Area = await db.Areas.Where(a => a.Id == need.AreaId).Select(a => a.Name).SingleOrDefaultAsync(ct),
            AreaId = need.AreaId,
            Urgency = need.Urgency,
            State = need.State,
            Choice = need.Choice,
            Languages = [.. need.Languages.Select(code => new LanguageCode(code))],
            PostedAt = need.PostedAt,
            Waited = viewer.Now - need.PostedAt,
            Distance = viewer.Point is { } from && need.Point is { } to ? DistanceBands.Of(from, to) : null,
            FirstVisitInPairs = kind.FirstVisitInPairs,
            Parts = parts,
            Repeats = need.Parts.Min(p => p.Day) is { } first ? RepeatWords.Of(need.Repeats, first) : null,
            Load = load,
            NoRoom = NoRoom(parts, load),
            Reference = told ? need.Reference : null,
            Words = told ? need.Words : null,
            AskerName = face == NeedFace.Coordinator ? await db.Members.Where(m => m.Id == need.AskerId).Select(m => m.Name).SingleAsync(ct) : null,
            Helpers = told ? await HelpersAsync(need, viewer, ct) : [],
            Timeline = await timeline.ReadAsync(need.Id, face, [.. mine.Select(c => c.Id)], ct),
        };
    }

    /// <summary>What to tell somebody who was a moment too late; null when the need never was theirs to see.</summary>
    public async Task<NeedTaken?> TakenAsync(Actor actor, Guid needId, CancellationToken ct = default)
    {
        var viewer = await viewers.ReadAsync(actor, ct);
        var letGo = await db.Claims.AnyAsync(
            c => c.NeedId == needId && c.HelperId == actor.MemberId && (c.State == ClaimState.Lapsed || c.State == ClaimState.Cancelled), ct);
        var mayKnow = db.Needs.AsNoTracking().VisibleTo(viewer, everOpen: true).Select(n => n.Id);
        var need = await db.Needs.AsNoTracking().Include(n => n.Parts)
            .SingleOrDefaultAsync(n => n.Id == needId && (mayKnow.Contains(n.Id) || (letGo && !viewer.Blocked.Contains(n.AskerId))), ct);
        if (need is null)
        {
            return null;
        }

        var hidden = viewer.HiddenKinds;
        var open = need.Parts.Where(p => !hidden.Contains(p.KindId)).ToList();
        return new NeedTaken(
            need.Id,
            Titles.Of(viewer.Kinds[need.KindId], open.Select(p => viewer.Kinds[p.KindId])),
            await db.Areas.Where(a => a.Id == need.AreaId).Select(a => a.Name).SingleOrDefaultAsync(ct),
            need.Looking && open.Exists(p => p.HasRoom),
            await db.Claims.Where(c => c.NeedId == needId && c.HelperId == actor.MemberId && (c.State == ClaimState.Offered || c.State == ClaimState.Agreed))
                .OrderBy(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct))
        {
            LetGo = letGo,
            StandsBy = await lateYes.StandsByAsync(actor, needId, ct),
        };
    }

    private static List<PartRow> Parts(Need need, NeedViewer viewer, NeedFace face, HelperLoad? load, List<Claim> mine)
    {
        var (hidden, told) = (viewer.HiddenKinds, face != NeedFace.Helper);
        return
        [
            .. need.Parts
                .Where(p => told || !IsOver(p, need, viewer.Today) || mine.Exists(c => c.PartId == p.Id))
                .Where(p => told || (p.State != PartState.NotNeeded && !hidden.Contains(p.KindId)) || mine.Exists(c => c.PartId == p.Id && c.State.IsActive()))
                .OrderBy(p => p.Position)
                .Select(p =>
                {
                    var kind = viewer.Kinds[p.KindId];
                    var my = mine.Where(c => c.PartId == p.Id).OrderBy(c => c.State.IsActive()).ThenBy(c => c.Id).LastOrDefault();
                    var barred = face == NeedFace.Asker || !p.HasRoom ? null
                        : viewer.TurnedDown.Contains(p.Id) ? Phrase.Of("Your neighbour is looking for somebody else for this.")
                        : load is null ? Phrase.Of("Only helpers can take this on.")
                        : load.LookAtKind(kind, p.Time);
                    return new PartRow
                    {
                        Id = p.Id,
                        Kind = kind.Badge(),
                        What = told || my?.State.HoldsPlace() == true ? p.What : null,
                        Time = p.Time,
                        State = p.State,
                        HelpersWanted = p.HelpersWanted,
                        HelpersAgreed = p.HelpersAgreed,
                        MyClaimId = my?.Id,
                        MyState = my?.State,
                        Barred = barred,
                        Past = IsPast(p, viewer.Today),
                        Skipped = p.Skipped,
                        CanTake = need.Looking && p.HasRoom && !IsOver(p, need, viewer.Today) && barred is null && load is not null
                            && my?.State is not (ClaimState.Offered or ClaimState.Agreed),
                    };
                }),
        ];
    }

    private static bool IsPast(NeedPart part, DateOnly today) => part.When == PartWhen.OnDay && part.Day < today;

    // Of several dates the ones that are over are history; a single date that has passed may still be wanted another day.
    private static bool IsOver(NeedPart part, Need need, DateOnly today) => IsPast(part, today) && need.Parts.Any(p => !IsPast(p, today));

    // Only when there is room for none of them: a full day says nothing about the next.
    private static Phrase? NoRoom(List<PartRow> parts, HelperLoad? load)
    {
        var open = parts.FindAll(p => p.State == PartState.Open && p.Barred is null);
        var full = open.ConvertAll(p => load?.LookAtRoom([p.Time]));
        return full.Contains(null) ? null : full.FirstOrDefault();
    }

    private async Task<IReadOnlyList<HelperOnNeed>> HelpersAsync(Need need, NeedViewer viewer, CancellationToken ct)
    {
        // Parts and claims are read one after the other; a claim on a part that came between the two shows on the next look.
        var standing = need.Claims.Where(c => need.Parts.Any(p => p.Id == c.PartId)).Where(c => c.State.IsActive() || c.ToldDifferently || c.State is ClaimState.Done or ClaimState.PartDone).ToList();
        var ids = standing.Select(c => c.HelperId).Distinct().ToList();
        var names = await db.Members.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        var profiles = await db.HelperProfiles.AsNoTracking().Where(p => ids.Contains(p.MemberId)).ToDictionaryAsync(p => p.MemberId, ct);
        return
        [
            .. standing.OrderBy(c => c.Id).Select(c => new HelperOnNeed(
                c.Id, names[c.HelperId], profiles.GetValueOrDefault(c.HelperId)?.VettingOn(viewer.Today), c.State,
                need.Parts.Single(p => p.Id == c.PartId).Position + 1)
            {
                Differ = c.ToldDifferently ? (c.HelperSaid!.Value, c.AskerSaid!.Value) : null,
                Missing = c.Missing,
            }),
        ];
    }
}
