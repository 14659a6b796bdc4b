using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Core.Places;

namespace MutualAid.Core.Data.Configurations;

internal sealed class NeedConfiguration : IEntityTypeConfiguration<Need>
{
    public void Configure(EntityTypeBuilder<Need> need)
    {
        need.ToTable("need");
        need.Property(n => n.Id).ValueGeneratedNever();
        need.Property(n => n.Version).IsRowVersion();
        need.Property(n => n.Reference).HasMaxLength(8);
        need.Property(n => n.Point).HasColumnType("point");
        need.Property(n => n.AccessNeeds).HasMaxLength(NeedCare.AccessNeedsMaxLength);
        need.Property(n => n.NotToSay).HasMaxLength(NeedCare.NotToSayMaxLength);
        need.Property(n => n.SourceKey).HasMaxLength(200);
        need.Property(n => n.Repeats).HasMaxLength(Need.RepeatsMaxLength);
        need.HasOne<Member>().WithMany().HasForeignKey(n => n.AskerId).OnDelete(DeleteBehavior.Restrict);
        need.HasOne<HelpKind>().WithMany().HasForeignKey(n => n.KindId).OnDelete(DeleteBehavior.Restrict);
        need.HasOne<Area>().WithMany().HasForeignKey(n => n.AreaId).OnDelete(DeleteBehavior.SetNull);
        need.HasMany(n => n.Parts).WithOne().HasForeignKey(p => p.NeedId).OnDelete(DeleteBehavior.Cascade);
        need.HasMany(n => n.Claims).WithOne().HasForeignKey(c => c.NeedId).OnDelete(DeleteBehavior.Cascade);
        need.Navigation(n => n.Parts).UsePropertyAccessMode(PropertyAccessMode.Field);
        need.Navigation(n => n.Claims).UsePropertyAccessMode(PropertyAccessMode.Field);

        need.HasOne<Offer>().WithMany().HasForeignKey(n => n.LinkedOfferId).OnDelete(DeleteBehavior.SetNull);
        need.HasIndex(n => n.LinkedOfferId).HasFilter("linked_offer_id IS NOT NULL").HasDatabaseName("need_of_offer");
        need.HasIndex(n => new { n.GiverAskedAt, n.Id }).HasFilter("linked_offer_id IS NOT NULL AND giver_asked_at IS NULL").HasDatabaseName("need_giver_to_ask");

        need.HasIndex(n => n.Reference).IsUnique().HasDatabaseName(Constraints.NeedOneReference);
        need.HasIndex(n => n.StatusKeyHash).IsUnique();
        need.HasIndex(n => n.SourceKey).IsUnique().HasDatabaseName(Constraints.NeedOneSource).HasFilter("source_key IS NOT NULL");
        need.HasIndex(n => n.AskerId);

        // Every list of open needs begins with "looking", so each of its orders is an index over those rows alone.
        need.HasIndex(n => new { n.PostedAt, n.Id }).HasFilter("looking").HasDatabaseName("need_looking_newest");
        need.HasIndex(n => new { n.KindId, n.PostedAt, n.Id }).HasFilter("looking").HasDatabaseName("need_looking_by_kind");
        need.HasIndex(n => new { n.AreaId, n.PostedAt, n.Id }).HasFilter("looking").HasDatabaseName("need_looking_by_area");
        need.HasIndex(n => new { n.Urgency, n.PostedAt, n.Id }).HasFilter("looking").IsDescending(true, false, false).HasDatabaseName("need_looking_by_urgency");
        need.HasIndex(n => n.Point).HasMethod("gist").HasFilter("looking").HasDatabaseName("need_looking_near")
            .IncludeProperties(n => new { n.Id, n.AskerId, n.Urgency, n.PostedAt, n.Languages, n.OpenKinds, n.AreaId, n.WiderBy });

        // A crowd is asked square by square for those that matter most there: the index holds them in that order.
        need.Property<int?>("CellEast").HasComputedColumnSql($"floor(point[0] / {Cell.Size})::int", stored: true);
        need.Property<int?>("CellNorth").HasComputedColumnSql($"floor(point[1] / {Cell.Size})::int", stored: true);
        need.HasIndex("CellEast", "CellNorth", nameof(Need.Urgency), nameof(Need.PostedAt), nameof(Need.Id)).HasFilter("looking").HasDatabaseName("need_looking_in_cell")
            .IsDescending(false, false, true, false, false).IncludeProperties(
                nameof(Need.AskerId), nameof(Need.Point), nameof(Need.Languages), nameof(Need.OpenKinds), nameof(Need.AreaId), nameof(Need.WiderBy));
        need.HasIndex(n => new { n.AreaId, n.PostedAt, n.Id }, "need_looking_area_alone").HasFilter("looking AND point IS NULL").IncludeProperties(
            n => new { n.AskerId, n.Urgency, n.Point, n.Languages, n.OpenKinds, n.WiderBy });
        need.HasIndex(n => n.PostedAt).HasFilter("looking AND wider_by > 0").HasDatabaseName("need_looking_wider");
        need.HasIndex(n => n.Id).HasFilter("state = 'Draft'").HasDatabaseName("need_draft");

        // Honest waits: how long needs of this kind in this area took to find somebody, or wait still.
        need.HasIndex(n => new { n.KindId, n.AreaId, n.PostedAt }).HasDatabaseName("need_asked");

        // What the clock looks for every minute.
        need.HasIndex(n => n.StillAskedAt).HasFilter("state IN ('Open', 'PartFilled')").HasDatabaseName("need_still_asked");
        need.HasIndex(n => n.ClosedAt).HasFilter("closed_at IS NOT NULL AND erased_at IS NULL").HasDatabaseName("need_to_erase");
    }
}

internal sealed class NeedPartConfiguration : IEntityTypeConfiguration<NeedPart>
{
    public void Configure(EntityTypeBuilder<NeedPart> part)
    {
        part.ToTable("need_part", table =>
            table.HasCheckConstraint(Constraints.PartNeverOverfilled, "helpers_agreed BETWEEN 0 AND helpers_wanted"));
        part.Property(p => p.Id).ValueGeneratedNever();
        part.Property(p => p.Version).IsRowVersion();
        part.Property(p => p.What).HasMaxLength(NeedPart.WhatMaxLength);
        part.Property(p => p.Hours).HasColumnType("bit(168)");
        part.Ignore(p => p.Time);
        part.Ignore(p => p.HasRoom);
        part.HasOne<HelpKind>().WithMany().HasForeignKey(p => p.KindId).OnDelete(DeleteBehavior.Restrict);
        part.HasIndex(p => new { p.NeedId, p.Position });

        // What is looked for is few beside what was done: matching reads it from here without touching a single part.
        part.HasIndex(p => p.NeedId).HasFilter("state = 'Open' AND helpers_agreed < helpers_wanted").HasDatabaseName("need_part_looking").IncludeProperties(
            p => new { p.Id, p.KindId, p.When, p.Day, p.Start, p.End, p.Hours, p.HelpersWanted });
        part.HasIndex(p => p.Day).HasFilter("state = 'Open' AND NOT day_stands").HasDatabaseName("need_part_day_to_pass");
    }
}

internal sealed class ClaimConfiguration : IEntityTypeConfiguration<Claim>
{
    public const string ActiveStates = "state IN ('Invited', 'Offered', 'Agreed')";
    public const string PlaceStates = "state IN ('Agreed', 'Done')";

    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.ToTable("claim", table =>
            table.HasCheckConstraint(
                Constraints.ClaimPlaceExists,
                $"CASE WHEN {PlaceStates} THEN place IS NOT NULL AND place BETWEEN 1 AND helpers_wanted ELSE place IS NULL END"));
        claim.Property(c => c.Id).ValueGeneratedNever();
        claim.Property(c => c.Version).IsRowVersion();
        claim.Property(c => c.Hello).HasMaxLength(Claim.HelloMaxLength);
        claim.Property(c => c.Missing).HasMaxLength(NeedPart.WhatMaxLength);
        claim.Property(c => c.HandNote).HasMaxLength(Claim.HelloMaxLength);
        claim.Ignore(c => c.ToldDifferently);
        claim.HasOne<Member>().WithMany().HasForeignKey(c => c.HelperId).OnDelete(DeleteBehavior.Restrict);

        // The part is named together with its number of wanted helpers: the migration adds the foreign key that keeps the two the same.
        claim.HasIndex(c => new { c.PartId, c.HelperId }).IsUnique().HasFilter(ActiveStates).HasDatabaseName(Constraints.ClaimOneActive);
        claim.HasIndex(c => new { c.PartId, c.Place }).IsUnique().HasFilter(PlaceStates).HasDatabaseName(Constraints.ClaimOnePlace);
        claim.HasIndex(c => new { c.HelperId, c.WeekOf }).HasDatabaseName("claim_of_helper");
        claim.HasIndex(c => c.NeedId);
        claim.HasIndex(c => c.AnswerBy).HasFilter("state = 'Invited'").HasDatabaseName("claim_to_lapse");
        claim.HasIndex(c => c.ChangedAt).HasFilter("state = 'Agreed'").HasDatabaseName("claim_agreed");
    }
}

internal sealed class NotThisOneConfiguration : IEntityTypeConfiguration<NotThisOne>
{
    public void Configure(EntityTypeBuilder<NotThisOne> not)
    {
        not.ToTable("not_this_one");
        not.HasKey(a => new { a.MemberId, a.NeedId });
        not.HasIndex(a => a.NeedId);
        not.HasIndex(a => a.At);
        not.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Cascade);
        not.HasOne<Need>().WithMany().HasForeignKey(a => a.NeedId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HelpKindConfiguration : IEntityTypeConfiguration<HelpKind>
{
    public void Configure(EntityTypeBuilder<HelpKind> kind)
    {
        kind.ToTable("help_kind", table => table.HasCheckConstraint("help_kind_number_fits", "number BETWEEN 0 AND 62"));
        kind.Property(k => k.Id).HasMaxLength(40);
        kind.Property(k => k.Name).HasMaxLength(80);
        kind.Property(k => k.Hint).HasMaxLength(120);
        kind.Property(k => k.Icon).HasMaxLength(40);
        kind.Property(k => k.Tone).HasMaxLength(20);
        kind.HasIndex(k => k.Number).IsUnique();
    }
}
