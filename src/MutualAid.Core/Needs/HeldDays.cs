using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Data;

namespace MutualAid.Core.Needs;

/// <summary>How many pieces of help a helper has on a day.</summary>
internal sealed record HeldDay(Guid HelperId, DateOnly Day, int Pieces);

/// <summary>
/// How many pieces of help helpers who limit their days have on each day from today on: those with a planned visit on the day of the visit, others on
/// the day they were asked for; what is bound to no day counts to none. The texts are for questions that count in the middle of something else.
/// </summary>
internal static class HeldDays
{
    /// <summary>What the day of a claim <c>c</c> is read from.</summary>
    public const string Joined = "JOIN need_part o ON o.id = c.part_id LEFT JOIN visit v ON v.claim_id = c.id";

    /// <summary>The day of a claim that was <see cref="Joined"/>; null when it is bound to none.</summary>
    public const string Day = "coalesce(v.day, CASE WHEN o.\"when\" = 'OnDay' THEN o.day END)";

    /// <summary>Whether a claim <c>c</c> was said yes to or done, seen from a day of which the text is handed in: what was done in weeks before is on no day to come.</summary>
    public static string Promised(string today) =>
        $"(c.state IN ('Offered', 'Agreed') OR (c.state IN ('Done', 'PartDone') AND c.week_of >= date_trunc('week', {today}::timestamp)::date))";

    /// <summary>What these helpers said yes to or did; without helpers nothing is asked.</summary>
    public static async Task<Dictionary<(Guid HelperId, DateOnly Day), int>> OfAsync(MutualAidDb db, IReadOnlyCollection<Guid> helperIds, DateOnly today, CancellationToken ct) =>
        helperIds.Count == 0 ? [] : await ReadAsync(db, $"h.member_id = ANY({{1}}) AND {Promised("{0}")}", today, helperIds.ToArray(), ct);

    /// <summary>The same of everybody, and what they are asked for and may still say yes to.</summary>
    public static Task<Dictionary<(Guid HelperId, DateOnly Day), int>> WithAskedAsync(MutualAidDb db, DateOnly today, DateTimeOffset now, CancellationToken ct) =>
        ReadAsync(db, $"({Promised("{0}")} OR (c.state = 'Invited' AND c.answer_by > {{1}}))", today, now, ct);

    private static async Task<Dictionary<(Guid HelperId, DateOnly Day), int>> ReadAsync(MutualAidDb db, string which, DateOnly today, object value, CancellationToken ct)
    {
        var sql =
            $$"""
            SELECT c.helper_id AS "HelperId", {{Day}} AS "Day", count(*)::int AS "Pieces"
            FROM helper_profile h JOIN claim c ON c.helper_id = h.member_id {{Joined}}
            WHERE h.most_a_day IS NOT NULL AND {{Day}} >= {0} AND {{which}}
            GROUP BY 1, 2
            """;
        var rows = await db.Database.SqlQuery<HeldDay>(FormattableStringFactory.Create(sql, today, value)).ToListAsync(ct);
        return rows.ToDictionary(r => (r.HelperId, r.Day), r => r.Pieces);
    }
}
