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

    /// <summary>New helpers nobody has talked to yet; the longest wait first. An odd <paramref name="older"/> begins at the top.</summary>
    public Task<Slice<DeskHelper>> ToMeetAsync(Actor actor, string? older = null, CancellationToken ct = default) =>
        ListAsync(actor, p => p.Vetting == Vetting.New, older, ct);

    /// <summary>Helpers somebody has talked to; those who started first come first.</summary>
    public Task<Slice<DeskHelper>> KnownAsync(Actor actor, string? older = null, CancellationToken ct = default) =>
        ListAsync(actor, p => p.Vetting != Vetting.New, older, ct);

    /// <summary>How many new helpers wait to be met, up to 100.</summary>
    public async Task<int> ToMeetCountAsync(Actor actor, CancellationToken ct = default) =>
        await Mine(actor).Where(r => r.Profile.Vetting == Vetting.New).OrderBy(r => r.Profile.MemberId).Take(100).CountAsync(ct);

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
                    StartedAt = r.Profile.StartedAt,
                    Vetting = r.Profile.VettingOn(today),
                    CheckedUntil = r.Profile.CheckedUntil,
                    IsMe = r.Member.Id == actor.MemberId,
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
