using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Core.Places;

namespace MutualAid.Core.Data.Configurations;

internal sealed class OfferConfiguration : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.ToTable("offer", table => table.HasCheckConstraint(
            Constraints.OfferNeverOvergiven, "set_aside >= 0 AND given >= 0 AND (quantity IS NULL OR set_aside + given <= quantity)"));
        offer.Property(o => o.Id).ValueGeneratedNever();
        offer.Property(o => o.Version).IsRowVersion();
        offer.Property(o => o.Unit).HasMaxLength(Offer.UnitMaxLength);
        offer.Property(o => o.Point).HasColumnType("point");
        offer.Property(o => o.SourceKey).HasMaxLength(200);
        offer.HasOne<Member>().WithMany().HasForeignKey(o => o.MemberId).OnDelete(DeleteBehavior.Cascade);
        offer.HasOne<HelpKind>().WithMany().HasForeignKey(o => o.KindId).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Area>().WithMany().HasForeignKey(o => o.AreaId).OnDelete(DeleteBehavior.SetNull);
        offer.HasMany(o => o.Gifts).WithOne().HasForeignKey(g => g.OfferId).OnDelete(DeleteBehavior.Cascade);
        offer.Navigation(o => o.Gifts).UsePropertyAccessMode(PropertyAccessMode.Field);
        offer.HasIndex(o => o.SourceKey).IsUnique().HasDatabaseName(Constraints.OfferOneSource).HasFilter("source_key IS NOT NULL");
        offer.HasIndex(o => o.MemberId);

        // Every list of offers begins with "showing", so each of its orders is an index over those rows alone.
        offer.HasIndex(o => new { o.OfferedAt, o.Id }).HasFilter("showing").HasDatabaseName("offer_showing_newest");
        offer.HasIndex(o => new { o.KindId, o.OfferedAt, o.Id }).HasFilter("showing").HasDatabaseName("offer_showing_by_kind");
        offer.HasIndex(o => new { o.AreaId, o.OfferedAt, o.Id }).HasFilter("showing").HasDatabaseName("offer_showing_by_area");
        offer.HasIndex(o => o.FreshAt).HasFilter("closed_at IS NULL").HasDatabaseName("offer_to_ask_after");
        offer.HasIndex(o => o.ClosedAt).HasFilter("closed_at IS NOT NULL AND erased_at IS NULL").HasDatabaseName("offer_to_erase");
    }
}

internal sealed class OfferGiftConfiguration : IEntityTypeConfiguration<OfferGift>
{
    public void Configure(EntityTypeBuilder<OfferGift> gift)
    {
        gift.ToTable("offer_gift", table => table.HasCheckConstraint("offer_gift_of_something", "amount > 0"));
        gift.Property(g => g.Id).ValueGeneratedNever();
        gift.Property(g => g.ForWhom).HasMaxLength(OfferGift.ForWhomMaxLength);
        gift.HasIndex(g => g.OfferId);
        gift.HasIndex(g => g.ClaimId).IsUnique().HasFilter("claim_id IS NOT NULL").HasDatabaseName(Constraints.OfferGiftOfClaim);
    }
}
