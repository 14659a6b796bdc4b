using Npgsql;

namespace MutualAid.Bench;

/// <summary>
/// Fills a prepared database with a town of any size, by SQL alone and always the same for a seed: nine areas on a 6 km square, members who ask,
/// helpers with kinds, hours and a reach, and open needs posted over the last three weeks.
/// </summary>
public static class CrowdedTown
{
    /// <summary>Adds the town. Rows are spread evenly, so 100 times the needs also means 100 times as many around every home.</summary>
    public static async Task FillAsync(string connectionString, int needs, int helpers, int seed = 1, CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await RunAsync(connection, "SELECT setseed($1)", ct, (double)seed / 1000);
        await RunAsync(
            connection,
            """
            INSERT INTO area (id, name, border, point)
            SELECT gen_random_uuid(), 'Quarter ' || n, null, point(((n - 1) % 3) * 2000 + 500, ((n - 1) / 3) * 2000 + 500)
            FROM generate_series(1, 9) n
            ON CONFLICT DO NOTHING
            """,
            ct);
        await RunAsync(
            connection,
            """
            WITH one AS (
                INSERT INTO member (id, name, languages, area_id, reach_by, safe_contact, patch, patch_tone, joined_at)
                SELECT gen_random_uuid(), 'Neighbour ' || n, CASE WHEN n % 5 = 0 THEN ARRAY['es', 'en'] WHEN n % 7 = 0 THEN ARRAY['ar'] ELSE ARRAY['en'] END,
                       (SELECT id FROM area WHERE name = 'Quarter ' || (1 + n % 9)), 'Text', 0, 1 + n % 8, 1 + n % 6, now() - interval '90 days'
                FROM generate_series(1, $1) n
                RETURNING id, area_id, languages)
            INSERT INTO helper_profile (member_id, kinds, hours, radius, weekly_capacity, vetting, point, active, started_at)
            SELECT one.id, (random() * 4194303)::bigint | 1, (CASE WHEN random() < 0.5 THEN ~ B'0'::bit(168) ELSE (repeat('000000001111111111110000', 7))::bit(168) END),
                   (ARRAY[1000, 2000, 3000, 5000])[1 + floor(random() * 4)::int], 1 + floor(random() * 3)::int, 'Approved',
                   point(floor(random() * 6) * 1000 + 500, floor(random() * 6) * 1000 + 500), true, now() - interval '90 days'
            FROM one
            """,
            ct,
            helpers);
        await RunAsync(
            connection,
            """
            WITH asker AS (
                INSERT INTO member (id, name, languages, area_id, reach_by, safe_contact, patch, patch_tone, joined_at)
                SELECT gen_random_uuid(), 'Asker ' || n, ARRAY['en'], null, 'Text', 0, 1, 1, now() - interval '60 days'
                FROM generate_series(1, greatest(1, $1 / 4)) n
                RETURNING id),
            numbered AS (SELECT id, row_number() OVER () AS n FROM asker),
            kinds AS (SELECT id, row_number() OVER (ORDER BY position) - 1 AS n, count(*) OVER () AS total FROM help_kind),
            need_rows AS (
                INSERT INTO need (id, reference, status_key_hash, asker_id, kind_id, words, urgency, languages, area_id, point, choice, channel, state,
                                  looking, parts_wanted, parts_open, open_kinds, posted_at)
                SELECT gen_random_uuid(), 'T' || lpad(upper(to_hex(i)), 7, '0'), decode(md5('a' || i) || md5('b' || i), 'hex'),
                       numbered.id, kinds.id, 'Number ' || i, (ARRAY[0, 1, 1, 1, 2, 2, 3])[1 + floor(random() * 7)::int], ARRAY['en'],
                       (SELECT id FROM area WHERE name = 'Quarter ' || (1 + i % 9)),
                       point(floor(random() * 6) * 1000 + 500, floor(random() * 6) * 1000 + 500), 'FirstIsFine', 'Web', 'Open', true, 1, 1, ARRAY[kinds.id],
                       now() - random() * interval '21 days'
                FROM generate_series(1, $1) AS town(i)
                JOIN numbered ON numbered.n = 1 + i % greatest(1, $1 / 4)
                JOIN kinds ON kinds.n = i % kinds.total
                RETURNING id, kind_id)
            INSERT INTO need_part (id, need_id, kind_id, what, "when", hours, helpers_wanted, helpers_agreed, state, position)
            SELECT gen_random_uuid(), id, kind_id, null, 'Whenever', ~ B'0'::bit(168), 1, 0, 'Open', 0 FROM need_rows
            """,
            ct,
            needs);
        await connection.TidyAsync(ct);
    }

#pragma warning disable CA2100 // Every text is a literal above.
    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
#pragma warning restore CA2100
}
