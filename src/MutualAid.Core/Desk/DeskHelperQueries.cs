using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;
using MutualAid.Core.Members;
using MutualAid.Core.Places;

namespace MutualAid.Core.Desk;

/// <summary>The helpers of a coordinator's areas: whom to meet, and whose check to record.</summary>
public sealed class DeskHelperQueries(MutualAidDb db, NetworkQueries networks, TimeProvider time)
{
    public const int PageSize = 20;

    /// <summary>So many of one name are shown to pick from.</summary>
    public const int MostFound = 6;

    /// <summary>New helpers nobody has talked to yet; the longest wait first. An odd <paramref name="older"/> begins at the top.</summary>
    public Task<Slice<DeskHelper>> ToMeetAsync(Actor actor, string? older = null, CancellationToken ct = default) =>
        ListAsync(actor, p => p.Vetting == Vetting.New, older, ct);

    /// <summary>Helpers somebody has talked to; those who started first come first.</summary>
    public Task<Slice<DeskHelper>> KnownAsync(Actor actor, string? older = null, CancellationToken ct = default) =>
        ListAsync(actor, p => p.Vetting != Vetting.New, older, ct);

    /// <summary>How many new helpers wait to be met, up to 100.</summary>
    public async Task<int> ToMeetCountAsync(Actor actor, CancellationToken ct = default) =>
        await Mine(actor).Where(r => r.Profile.Vetting == Vetting.New).OrderBy(r => r.Profile.MemberId).Take(100).CountAsync(ct);

    /// <summary>
    /// One helper with whoever lives with them, and at most <see cref="MostFound"/> others whose name begins like <paramref name="name"/>, who started
    /// last first. Null for a helper who is not there or of somebody else's area.
    /// </summary>
    public async Task<DeskHome?> HomeAsync(Actor actor, Guid memberId, string? name = null, CancellationToken ct = default)
    {
        var people = Mine(actor);
        var own = await people.SingleOrDefaultAsync(r => r.Member.Id == memberId, ct);
        if (own is null)
        {
            return null;
        }

        var (home, like) = (own.Profile.HomeId, NamePattern.Of(name));
        var livesWith = await people.Where(r => home != null && r.Profile.HomeId == home && r.Member.Id != memberId)
            .OrderBy(r => r.Member.Name).ThenBy(r => r.Member.Id).ToListAsync(ct);
        var found = like is null ? [] : await people
            .Where(r => EF.Functions.ILike(r.Member.Name, like) && r.Member.Id != memberId && (home == null || r.Profile.HomeId != home))
            .OrderByDescending(r => r.Profile.StartedAt).ThenBy(r => r.Member.Id).Take(MostFound).ToListAsync(ct);
        var areas = await db.Areas.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        return new DeskHome(Person(own), livesWith.ConvertAll(Person), name is null ? null : found.ConvertAll(Person));

        HomePerson Person(HelperOfArea row) => new(
            row.Member.Id, row.Member.Name, row.Member.Patch, row.Member.PatchTone, row.Member.AreaId is { } area ? areas.GetValueOrDefault(area) : null, row.Profile.StartedAt);
    }

    private async Task<Slice<DeskHelper>> ListAsync(
        Actor actor, System.Linq.Expressions.Expression<Func<HelperProfile, bool>> which, string? older, CancellationToken ct)
    {
        var profiles = db.HelperProfiles.AsNoTracking().Where(which);
        if (Key.Parse(older) is { } key)
        {
            profiles = profiles.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.StartedAt, p.MemberId), ValueTuple.Create(key.StartedAt, key.Id)));
        }

        var found = await Mine(actor, profiles).OrderBy(r => r.Profile.StartedAt).ThenBy(r => r.Profile.MemberId).Take(PageSize + 1).ToListAsync(ct);
        var kinds = await db.HelpKinds.AsNoTracking().OrderBy(k => k.Position).ToListAsync(ct);
        var areaIds = found.Select(r => r.Member.AreaId).Distinct().ToList();
        var areas = await db.Areas.AsNoTracking().Where(a => areaIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        var today = (await networks.ClockAsync(ct)).Day(time.GetUtcNow());
        var shown = found.Take(PageSize).ToList();
        var homes = shown.Select(r => r.Profile.HomeId).OfType<Guid>().Distinct().ToList();
        var residents = homes.Count == 0 ? [] : await Mine(actor).Where(r => r.Profile.HomeId != null && homes.Contains(r.Profile.HomeId.Value))
            .OrderBy(r => r.Member.Name).ThenBy(r => r.Member.Id).Select(r => new { r.Profile.HomeId, r.Member.Id, r.Member.Name }).ToListAsync(ct);
        var next = found.Count > PageSize ? new Key(shown[^1].Profile.StartedAt, shown[^1].Profile.MemberId).ToString() : null;
        return new Slice<DeskHelper>(
            [
                .. shown.Select(r => new DeskHelper
                {
                    MemberId = r.Member.Id,
                    Name = r.Member.Name,
                    Patch = r.Member.Patch,
                    PatchTone = r.Member.PatchTone,
                    Area = r.Member.AreaId is { } area ? areas.GetValueOrDefault(area) : null,
                    Languages = [.. r.Member.Languages.Select(code => new LanguageCode(code))],
                    Kinds = [.. kinds.Where(k => (r.Profile.Kinds & (1L << k.Number)) != 0).Select(k => new Phrase(k.Name))],
                    WeeklyCapacity = r.Profile.WeeklyCapacity,
                    MostADay = r.Profile.MostADay,
                    StartedAt = r.Profile.StartedAt,
                    Vetting = r.Profile.VettingOn(today),
                    CheckedUntil = r.Profile.CheckedUntil,
                    IsMe = r.Member.Id == actor.MemberId,
                    LivesWith = [.. residents.Where(o => o.HomeId == r.Profile.HomeId && o.Id != r.Member.Id).Select(o => o.Name)],
                }),
            ],
            next);
    }

    private IQueryable<HelperOfArea> Mine(Actor actor, IQueryable<HelperProfile>? profiles = null)
    {
        var (coordinator, everywhere, areas) = (actor.IsCoordinator, actor.Areas is null, actor.Areas?.ToList() ?? []);
        return
            from profile in profiles ?? db.HelperProfiles.AsNoTracking()
            join member in db.Members.AsNoTracking() on profile.MemberId equals member.Id
            where coordinator && (everywhere || member.AreaId == null || areas.Contains(member.AreaId.Value))
            select new HelperOfArea { Profile = profile, Member = member };
    }

    private sealed class HelperOfArea
    {
        public required HelperProfile Profile { get; init; }

        public required Member Member { get; init; }
    }

    private sealed record Key(DateTimeOffset StartedAt, Guid Id)
    {
        public static Key? Parse(string? text)
        {
            var parts = text?.Split('-') ?? [];
            return parts.Length == 2
                && long.TryParse(parts[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTime.MaxValue.Ticks
                && Guid.TryParseExact(parts[1], "N", out var id)
                    ? new Key(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                    : null;
        }

        public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks}-{Id:N}");
    }
}
