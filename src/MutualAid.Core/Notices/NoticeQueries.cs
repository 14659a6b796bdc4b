using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Data;

namespace MutualAid.Core.Notices;

/// <summary>One piece of news in somebody's list.</summary>
public sealed record NoticeRow(Guid Id, NoticeKind Kind, Phrase Words, string? HelpKindId, Guid? NeedId, Guid? ClaimId, DateTimeOffset At, bool New);

/// <summary>Reads a member's own news.</summary>
public sealed class NoticeQueries(MutualAidDb db)
{
    public const int PageSize = 20;

    /// <summary>The bell never counts further: beyond it reads "9+".</summary>
    public const int MostOnBell = 10;

    /// <summary>How much news the actor has not seen, up to <see cref="MostOnBell"/>; 0 for a visitor.</summary>
    public async Task<int> UnseenAsync(Actor actor, CancellationToken ct = default) => actor.MemberId is { } me
        ? await db.Notices.Where(n => n.ToMemberId == me && n.SeenAt == null).OrderBy(n => n.Id).Take(MostOnBell).CountAsync(ct)
        : 0;

    /// <summary>A stretch of the actor's news, newest first; an odd <paramref name="older"/> begins at the newest.</summary>
    public async Task<Slice<NoticeRow>> ListAsync(Actor actor, string? older = null, CancellationToken ct = default)
    {
        var mine = db.Notices.AsNoTracking().Where(n => n.ToMemberId == actor.MemberId);
        if (Guid.TryParse(older, out var after))
        {
            mine = mine.Where(n => n.Id.CompareTo(after) < 0);
        }

        var rows = await (
            from notice in mine.OrderByDescending(n => n.Id).Take(PageSize + 1)
            join need in db.Needs on notice.NeedId equals need.Id into ofNeed
            from need in ofNeed.DefaultIfEmpty()
            join kind in db.HelpKinds on need!.KindId equals kind.Id into ofKind
            from kind in ofKind.DefaultIfEmpty()
            orderby notice.Id descending
            select new { Notice = notice, Kind = (string?)kind!.Id, Name = (string?)kind.Name }).ToListAsync(ct);
        var shown = rows.Take(PageSize).Select(r => new NoticeRow(
            r.Notice.Id, r.Notice.Kind, NoticeWords.Of(r.Notice.Kind, r.Name is null ? null : new Phrase(r.Name)),
            r.Kind, r.Notice.NeedId, r.Notice.ClaimId, r.Notice.At, r.Notice.SeenAt is null)).ToList();
        return new Slice<NoticeRow>(shown, rows.Count > PageSize ? shown[^1].Id.ToString("N") : null);
    }
}
