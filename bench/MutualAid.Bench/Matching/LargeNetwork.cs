using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using Npgsql;
using NpgsqlTypes;

namespace MutualAid.Bench.Matching;

/// <summary>How large a network is made, over 300 communities of which the largest holds about a sixth of everybody.</summary>
public sealed record NetworkSize(int Helpers, int Offers, int Needs, int OpenNeeds)
{
    public static NetworkSize Large { get; } = new(100_000, 1_000_000, 300_000, 30_000);
}

/// <summary>
/// Fills a prepared database with a large network by binary COPY, always the same for a seed: communities as crowded as towns are (40 helpers on a square
/// kilometre), helpers with kinds, hours, languages, a reach and a limit, half a year of needs with who helped whom, what is carried this week, who was asked
/// lately, and offers of things beside them all.
/// </summary>
public sealed class LargeNetwork(NpgsqlConnection connection, NetworkSize size, DateTimeOffset now, int seed)
{
    private const int Communities = 300;
    private const double HelpersOnASquareKm = 40;
    private const double Land = 600_000;

    private readonly Random random = new(seed);
    private readonly DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
    private readonly (Guid Id, double X, double Y, double Radius, double Share)[] places = new (Guid, double, double, double, double)[Communities];
    private readonly List<(Guid Id, int Place)> helpers = [];
    private readonly List<(Guid Id, int Place)> askers = [];
    private List<int>[] nearHelpers = [];
    private List<(string Id, double Share)> kinds = [];

    public static async Task FillAsync(string connectionString, NetworkSize size, int seed, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 900 }.ConnectionString);
        await connection.OpenAsync(ct);
        await new LargeNetwork(connection, size, DateTimeOffset.UtcNow, seed).FillAsync(ct);
    }

    private async Task FillAsync(CancellationToken ct)
    {
        await RunAsync("SET statement_timeout = 0", ct);
        await ReadKindsAsync(ct);
        await AreasAsync(ct);
        await HelpersAsync(ct);
        await AskersAsync(ct);
        await NeedsAsync(ct);
        await OffersAsync(ct);
        await connection.TidyAsync(ct);
    }

    private async Task ReadKindsAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT id FROM help_kind ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            // The first kinds are what most give and ask for, the last are rare.
            kinds.Add((reader.GetString(0), 1.0 / (2 + kinds.Count)));
        }

        var all = kinds.Sum(k => k.Share);
        kinds = [.. kinds.Select(k => (k.Id, k.Share / all))];
    }

    private async Task AreasAsync(CancellationToken ct)
    {
        var all = Enumerable.Range(1, Communities).Sum(i => 1.0 / i);
        for (var i = 0; i < Communities; i++)
        {
            var share = 1.0 / (i + 1) / all;
            var radius = 1_000 * Math.Sqrt(share * size.Helpers / HelpersOnASquareKm / Math.PI);
            places[i] = (NewId(), random.NextDouble() * Land, random.NextDouble() * Land, radius, share);
        }

        await CopyAsync("area (id, name, point)", places, (row, place) => [(place.Id, NpgsqlDbType.Uuid), ($"Community {row + 1}", NpgsqlDbType.Text), (new NpgsqlPoint(place.X, place.Y), NpgsqlDbType.Point)], ct);
    }

    private async Task HelpersAsync(CancellationToken ct)
    {
        for (var i = 0; i < size.Helpers; i++)
        {
            helpers.Add((NewId(), PickPlace()));
        }

        nearHelpers = [.. Enumerable.Range(0, Communities).Select(_ => new List<int>())];
        for (var i = 0; i < helpers.Count; i++)
        {
            nearHelpers[helpers[i].Place].Add(i);
        }

        await MembersAsync(helpers, ct);
        await CopyAsync(
            "helper_profile (member_id, kinds, hours, radius, weekly_capacity, rest_until, vetting, checked_until, point, active, started_at, most_a_day)",
            helpers,
            (row, helper) =>
            {
                var vetting = random.Next(100) switch { < 10 => Vetting.New, < 85 => Vetting.Approved, _ => Vetting.Checked };
                return
                [
                    (KindMask(), NpgsqlDbType.Bigint), (FreeHours().ToBits(), NpgsqlDbType.Bit), (500 * (1 + Math.Min(random.Next(20), random.Next(20))), NpgsqlDbType.Integer),
                    (random.Next(100) switch { < 3 => 0, < 55 => 1, < 85 => 2, _ => 3 }, NpgsqlDbType.Integer),
                    (random.Next(20) == 0 ? today.AddDays(random.Next(30)) : null, NpgsqlDbType.Date), (vetting.ToString(), NpgsqlDbType.Text),
                    (vetting == Vetting.Checked ? today.AddDays(random.Next(400) - 30) : null, NpgsqlDbType.Date), (CellNear(helper.Place), NpgsqlDbType.Point),
                    (random.Next(20) != 0, NpgsqlDbType.Boolean), (now.AddDays(-200), NpgsqlDbType.TimestampTz),

                    // One in four limits their days.
                    (row % 4 == 0 ? 1 + (row / 4 % 2) : null, NpgsqlDbType.Integer),
                ];
            },
            ct,
            helper => (helper.Id, NpgsqlDbType.Uuid));
    }

    private async Task AskersAsync(CancellationToken ct)
    {
        for (var i = 0; i < size.Needs / 5; i++)
        {
            askers.Add((NewId(), PickPlace()));
        }

        await MembersAsync(askers, ct);
        var blocks = Enumerable.Range(0, size.Helpers / 50).Select(_ => (Helper: helpers[random.Next(helpers.Count)].Id, Asker: askers[random.Next(askers.Count)].Id)).Distinct();
        await CopyAsync("block (member_id, other_id, at)", blocks, (_, b) => [(b.Helper, NpgsqlDbType.Uuid), (b.Asker, NpgsqlDbType.Uuid), (now.AddDays(-10), NpgsqlDbType.TimestampTz)], ct);
    }

    private Task MembersAsync(IEnumerable<(Guid Id, int Place)> people, CancellationToken ct) => CopyAsync(
        "member (id, name, languages, area_id, reach_by, safe_contact, patch, patch_tone, joined_at)",
        people,
        (row, person) =>
        [
            (person.Id, NpgsqlDbType.Uuid), ($"Neighbour {row}", NpgsqlDbType.Text),
            (random.Next(100) switch { < 70 => ["en"], < 82 => ["en", "es"], < 88 => ["es"], < 96 => ["en", "ar"], _ => (string[])["ar"] }, NpgsqlDbType.Array | NpgsqlDbType.Text),
            (places[person.Place].Id, NpgsqlDbType.Uuid), ("Text", NpgsqlDbType.Text), (0, NpgsqlDbType.Integer), ((short)(row % 8), NpgsqlDbType.Smallint),
            ((short)(row % 6), NpgsqlDbType.Smallint), (now.AddDays(-200), NpgsqlDbType.TimestampTz),
        ],
        ct);

    private async Task NeedsAsync(CancellationToken ct)
    {
        var needs = Enumerable.Range(0, size.Needs).Select(i => new MadeNeed(
            NewId(), NewId(), askers[i % askers.Count], kinds[PickKind()].Id, i < size.OpenNeeds,
            now.AddDays(i < size.OpenNeeds ? -21 * random.NextDouble() : -21 - (160 * random.NextDouble())), random.Next(helpers.Count))).ToList();
        await CopyAsync(
            "need (id, reference, status_key_hash, asker_id, kind_id, words, urgency, languages, area_id, point, choice, channel, state, looking, parts_wanted, parts_open, open_kinds, posted_at)",
            needs,
            (row, need) =>
            [
                (need.Id, NpgsqlDbType.Uuid), ($"N{row:X7}", NpgsqlDbType.Text), (need.Id.ToByteArray(), NpgsqlDbType.Bytea), (need.Asker.Id, NpgsqlDbType.Uuid),
                (need.Kind, NpgsqlDbType.Text), ($"Number {row}", NpgsqlDbType.Text),
                ((short)(random.Next(100) switch { < 35 => 0, < 75 => 1, < 97 => 2, _ => 3 }), NpgsqlDbType.Smallint),
                (random.Next(100) switch { < 85 => ["en"], < 95 => ["es", "en"], _ => (string[])["ar"] }, NpgsqlDbType.Array | NpgsqlDbType.Text),
                (places[need.Asker.Place].Id, NpgsqlDbType.Uuid), (random.Next(30) == 0 ? null : CellNear(need.Asker.Place), NpgsqlDbType.Point),
                ("FirstIsFine", NpgsqlDbType.Text), ("Web", NpgsqlDbType.Text), (need.Open ? "Open" : "Done", NpgsqlDbType.Text), (need.Open, NpgsqlDbType.Boolean),
                ((short)1, NpgsqlDbType.Smallint), ((short)(need.Open ? 1 : 0), NpgsqlDbType.Smallint), (need.Open ? [need.Kind] : Array.Empty<string>(), NpgsqlDbType.Array | NpgsqlDbType.Text), (need.PostedAt, NpgsqlDbType.TimestampTz),
            ],
            ct);
        await PartsAsync(needs, ct);
        await ClaimsAsync(needs, ct);
    }

    private Task PartsAsync(List<MadeNeed> needs, CancellationToken ct) => CopyAsync(
        "need_part (id, need_id, kind_id, \"when\", day, start, \"end\", hours, helpers_wanted, helpers_agreed, state, position)",
        needs,
        (_, need) =>
        {
            var first = need.Open ? today : DateOnly.FromDateTime(need.PostedAt.UtcDateTime);
            var hour = 8 + random.Next(12);
            var time = random.Next(100) switch
            {
                < 40 => PartTime.Whenever,
                < 60 => new PartTime(PartWhen.Before, first.AddDays(1 + random.Next(10))),
                < 75 => new PartTime(PartWhen.OnDay, first.AddDays(1 + random.Next(8))),
                _ => new PartTime(PartWhen.OnDay, first.AddDays(1 + random.Next(8)), new TimeOnly(hour, 0), new TimeOnly(hour + 1 + random.Next(2), 0)),
            };
            return
            [
                (need.PartId, NpgsqlDbType.Uuid), (need.Id, NpgsqlDbType.Uuid), (need.Kind, NpgsqlDbType.Text), (time.When.ToString(), NpgsqlDbType.Text), (time.Day, NpgsqlDbType.Date),
                (time.Start, NpgsqlDbType.Time), (time.End, NpgsqlDbType.Time), (time.Hours(first).ToBits(), NpgsqlDbType.Bit), ((short)1, NpgsqlDbType.Smallint),
                ((short)(need.Open ? 0 : 1), NpgsqlDbType.Smallint), (need.Open ? "Open" : "Done", NpgsqlDbType.Text), ((short)0, NpgsqlDbType.Smallint),
            ];
        },
        ct);

    // One done for each need that is over, mostly by somebody of the place; this week's yeses; and who was asked for open needs and has not said.
    private Task ClaimsAsync(List<MadeNeed> needs, CancellationToken ct) => CopyAsync(
        "claim (id, need_id, part_id, helper_id, state, place, helpers_wanted, week_of, helper_again, asker_again, asker_said_no, made_at, changed_at, plan_asks)",
        needs.Select((need, i) => (Need: need, State: !need.Open ? (i % 12 == 0 ? "Agreed" : "Done") : random.Next(3) == 0 ? "Invited" : null)).Where(c => c.State is not null),
        (_, c) =>
        {
            var home = nearHelpers[c.Need.Asker.Place];
            var helper = home.Count == 0 ? c.Need.AnyHelper : home[random.Next(10) < 3 ? Math.Min(random.Next(home.Count), random.Next(home.Count)) : random.Next(home.Count)];
            var at = c.State switch { "Done" => c.Need.PostedAt.AddDays(3), "Agreed" => now.AddDays(-random.Next(4)), _ => now.AddDays(-random.Next(14)) };
            var again = c.State == "Done" && random.Next(3) > 0;
            return
            [
                (NewId(), NpgsqlDbType.Uuid), (c.Need.Id, NpgsqlDbType.Uuid), (c.Need.PartId, NpgsqlDbType.Uuid), (helpers[helper].Id, NpgsqlDbType.Uuid), (c.State, NpgsqlDbType.Text),
                (c.State == "Invited" ? null : (short)1, NpgsqlDbType.Smallint), ((short)1, NpgsqlDbType.Smallint),
                (NetworkClock.WeekOf(DateOnly.FromDateTime(at.UtcDateTime)), NpgsqlDbType.Date), (again ? random.Next(30) > 0 : null, NpgsqlDbType.Boolean),
                (again ? random.Next(30) > 0 : null, NpgsqlDbType.Boolean), (false, NpgsqlDbType.Boolean), (at, NpgsqlDbType.TimestampTz), (at, NpgsqlDbType.TimestampTz),
                ((short)0, NpgsqlDbType.Smallint),
            ];
        },
        ct);

    private Task OffersAsync(CancellationToken ct) => CopyAsync(
        "offer (id, member_id, kind_id, words, quantity, given, set_aside, standing, area_id, point, state, showing, offered_at, fresh_at, prompts)",
        Enumerable.Range(0, size.Offers).Select(i => helpers[i % helpers.Count]),
        (row, helper) =>
        [
            (NewId(), NpgsqlDbType.Uuid), (helper.Id, NpgsqlDbType.Uuid), (kinds[PickKind()].Id, NpgsqlDbType.Text), ($"Offer {row}", NpgsqlDbType.Text), (null, NpgsqlDbType.Numeric),
            (0m, NpgsqlDbType.Numeric), (0m, NpgsqlDbType.Numeric), (false, NpgsqlDbType.Boolean), (places[helper.Place].Id, NpgsqlDbType.Uuid),
            (CellNear(helper.Place), NpgsqlDbType.Point), (row % 5 < 3 ? "Open" : "Closed", NpgsqlDbType.Text), (row % 5 < 3, NpgsqlDbType.Boolean),
            (now.AddMinutes(-row % 200_000), NpgsqlDbType.TimestampTz), (now.AddMinutes(-row % 200_000), NpgsqlDbType.TimestampTz), ((short)0, NpgsqlDbType.Smallint),
        ],
        ct);

    private Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private int PickPlace()
    {
        var left = random.NextDouble();
        var at = 0;
        while (at < Communities - 1 && (left -= places[at].Share) > 0)
        {
            at++;
        }

        return at;
    }

    private int PickKind()
    {
        var left = random.NextDouble();
        var at = 0;
        while (at < kinds.Count - 1 && (left -= kinds[at].Share) > 0)
        {
            at++;
        }

        return at;
    }

    private long KindMask()
    {
        var mask = 0L;
        for (var i = 0; i < 2 + random.Next(5); i++)
        {
            mask |= 1L << PickKind();
        }

        return mask;
    }

    private WeekHours FreeHours()
    {
        if (random.Next(4) == 0)
        {
            return WeekHours.Always;
        }

        var hours = WeekHours.Never;
        for (var i = 0; i < 3 + random.Next(10); i++)
        {
            hours = hours.With((DayOfWeek)random.Next(7), (DayPart)(1 + random.Next(3)));
        }

        return hours;
    }

    private NpgsqlPoint CellNear(int place)
    {
        var (away, turn) = (places[place].Radius * Math.Sqrt(random.NextDouble()), 2 * Math.PI * random.NextDouble());
        return Cell.Holding(new NpgsqlPoint(places[place].X + (away * Math.Cos(turn)), places[place].Y + (away * Math.Sin(turn)))).Centre;
    }

    private async Task CopyAsync<T>(
        string into, IEnumerable<T> rows, Func<int, T, (object? Value, NpgsqlDbType Type)[]> values, CancellationToken ct, Func<T, (object Value, NpgsqlDbType Type)>? first = null)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {into} FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = TimeSpan.FromMinutes(15);
        var number = 0;
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            if (first?.Invoke(row) is { } key)
            {
                await copy.WriteAsync(key.Value, key.Type, ct);
            }

            foreach (var (value, type) in values(number++, row))
            {
                await (value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, type, ct));
            }
        }

        await copy.CompleteAsync(ct);
    }

#pragma warning disable CA2100 // Every text is a literal above.
    private async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 900 };
        await command.ExecuteNonQueryAsync(ct);
    }
#pragma warning restore CA2100

    private sealed record MadeNeed(Guid Id, Guid PartId, (Guid Id, int Place) Asker, string Kind, bool Open, DateTimeOffset PostedAt, int AnyHelper);
}
