using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using MutualAid.Core.Common;
using MutualAid.Core.Needs;
using MutualAid.Core.Places;
using MutualAid.Core.Privacy;
using MutualAid.TestKit;
using Xunit;
using Book = MutualAid.Core.Places.AddressBook;

namespace MutualAid.Core.Tests.Places.Contacts;

public sealed class KeyTests : DatabaseTest
{
    private readonly string folder = Directory.CreateTempSubdirectory("ma-ring-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Keys_rotate_while_people_look_and_not_one_row_is_unreadable()
    {
        var ring = KeyRing.Open(folder);
        var (coordinator, needs) = await FillAsync(ring, 40);
        using var stop = new CancellationTokenSource();
        var (looks, wrong) = (0, 0);

        // Another process: its ring was opened before the rotation began.
        var otherRing = KeyRing.Open(folder);
        var readers = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var need = needs[looks++ % needs.Count];
                await using var db = Database.Context();
                var contact = await new Book(db, otherRing, new NetworkQueries(db), Clock).RevealAsync(coordinator, need.Id, "reading while keys rotate");
                wrong += contact is { Ok: true, Value.Phone: "07700 900 118" } ? 0 : 1;
            }
        });
        Result<Rotated> rotated;
        await using (var db = Database.Context())
        {
            var book = new Book(db, ring, new NetworkQueries(db), Clock);
            rotated = await new KeyRotation(db, ring, [book], Clock).RunAsync(Actor.Operator);
            (await book.CountOldAsync()).Should().Be(0);
        }

        var before = Volatile.Read(ref looks);
        SpinWait.SpinUntil(() => Volatile.Read(ref looks) > before + 40, TimeSpan.FromSeconds(20)).Should().BeTrue();
        await stop.CancelAsync();
        await readers;

        rotated.Value.Should().Be(new Rotated(2, 40));
        wrong.Should().Be(0);
        otherRing.CurrentId.Should().Be(2, "a process that runs already writes with the new key");
        await using var after = Database.Context();
        (await after.AuditEntries.CountAsync(e => e.Deed == Deed.KeysRotated)).Should().Be(1);
    }

    [Fact]
    public async Task Only_an_administrator_rotates()
    {
        var ring = KeyRing.Open(folder);
        await using var db = Database.Context();
        var book = new Book(db, ring, new NetworkQueries(db), Clock);

        (await new KeyRotation(db, ring, [book], Clock).RunAsync(Actor.Visitor)).Refusal!.Kind.Should().Be(RefusalKind.NotAllowed);
        ring.CurrentId.Should().Be(1);
    }

    [Fact]
    public async Task A_value_moved_to_another_row_or_column_does_not_open()
    {
        var ring = KeyRing.Open(folder);
        var (coordinator, needs) = await FillAsync(ring, 2);
        await using var db = Database.Context();
        var book = new Book(db, ring, new NetworkQueries(db), Clock);

        await db.Database.ExecuteSqlAsync(
            $"UPDATE contact_facts a SET phone = b.phone FROM contact_facts b WHERE a.need_id = {needs[0].Id} AND b.need_id = {needs[1].Id}");
        await book.Invoking(b => b.RevealAsync(coordinator, needs[0].Id, "swapped rows")).Should().ThrowAsync<CryptographicException>();

        await db.Database.ExecuteSqlAsync($"UPDATE contact_facts SET phone = address WHERE need_id = {needs[1].Id}");
        await book.Invoking(b => b.RevealAsync(coordinator, needs[1].Id, "swapped columns")).Should().ThrowAsync<CryptographicException>();

        await db.Database.ExecuteSqlAsync($"UPDATE contact_facts SET phone = '\\x00000001ff' WHERE need_id = {needs[1].Id}");
        await book.Invoking(b => b.RevealAsync(coordinator, needs[1].Id, "cut short")).Should().ThrowAsync<CryptographicException>();
    }

    [Fact]
    public async Task A_dump_of_the_table_holds_no_plain_text()
    {
        await FillAsync(KeyRing.Open(folder), 3);
        await using var db = Database.Context();

        var dump = await db.Database.SqlQuery<string>($"SELECT string_agg(f::text, ' ') AS \"Value\" FROM contact_facts f").SingleAsync();

        dump.Should().Contain("\\x00000001", "every value begins with the id of its key");
        foreach (var plain in new[] { "07700", "900 118", "Weavers", "Ring" })
        {
            dump.Should().NotContain(plain).And.NotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(plain)));
        }
    }

    [Theory]
    [InlineData("contact-0001.key", 31)]
    [InlineData("contact-0002.key", 0)]
    [InlineData("contact-new.key", 32)]
    public void A_damaged_key_file_refuses_to_start(string name, int length)
    {
        KeyRing.Open(folder).AddKey();
        File.WriteAllBytes(Path.Combine(folder, name), new byte[length]);

        FluentActions.Invoking(() => KeyRing.Open(folder)).Should().Throw<CryptographicException>().WithMessage($"*{name}*");
    }

    [Fact]
    public void Key_files_are_their_owners_alone()
    {
        KeyRing.Open(folder).AddKey();
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Path.Combine(folder, "contact-0001.key")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task An_empty_key_folder_beside_a_database_with_facts_refuses_to_start_and_makes_no_key()
    {
        await FillAsync(KeyRing.Open(folder), 2);
        var empty = Path.Combine(folder, "empty");
        await using var db = Database.Context();
        var proof = new KeyProof(db, KeyRing.Open(empty));

        (await proof.Invoking(p => p.DemandAsync()).Should().ThrowAsync<CryptographicException>()).Which.Message.Should().Contain(empty).And.Contain("Put the kept copy");
        (await proof.NewestOpensAsync()).Should().BeFalse();
        Directory.EnumerateFiles(empty).Should().BeEmpty("a stray key would be in the way of the right ones");
    }

    [Fact]
    public async Task A_foreign_key_of_the_same_number_and_a_lost_older_key_refuse_to_start()
    {
        var ring = KeyRing.Open(folder);
        await FillAsync(ring, 1);
        Clock.Advance(TimeSpan.FromMinutes(1));
        ring.AddKey();
        await FillAsync(ring, 1);
        await using var db = Database.Context();
        await new KeyProof(db, KeyRing.Open(folder)).DemandAsync();

        var kept = Path.Combine(folder, "contact-0001.key");
        File.Move(kept, kept + ".away");
        var lost = new KeyProof(db, KeyRing.Open(folder));
        await lost.Invoking(p => p.DemandAsync()).Should().ThrowAsync<CryptographicException>();
        (await lost.NewestOpensAsync()).Should().BeTrue("it was written with the key that is still there");

        File.WriteAllBytes(kept, RandomNumberGenerator.GetBytes(32));
        await new KeyProof(db, KeyRing.Open(folder)).Invoking(p => p.DemandAsync()).Should().ThrowAsync<CryptographicException>();

        File.Move(kept + ".away", kept, overwrite: true);
        await new KeyProof(db, KeyRing.Open(folder)).DemandAsync();
    }

    [Fact]
    public async Task An_empty_folder_beside_a_database_without_facts_is_a_beginning()
    {
        await using var db = Database.Context();
        var ring = KeyRing.Open(folder);
        await new KeyProof(db, ring).DemandAsync();
        ring.CurrentId.Should().Be(1);
    }

    private async Task<(Actor Coordinator, List<Need> Needs)> FillAsync(KeyRing ring, int count)
    {
        var people = new Neighbourhood(Database, Clock);
        var asker = await people.MemberAsync();
        var needs = new List<Need>();
        for (var i = 0; i < count; i++)
        {
            needs.Add(await people.NeedAsync(asker.Id));
        }

        await using var db = Database.Context();
        var book = new Book(db, ring, new NetworkQueries(db), Clock);
        needs.ForEach(need => book.Write(asker.Id, need.Id, "07700 900 118", "Flat 9, 14 Weavers Row", "Ring twice", Now));
        await db.SaveChangesAsync();
        return (Neighbourhood.ActorOf(await people.CoordinatorAsync(), Role.Coordinator), needs);
    }
}
