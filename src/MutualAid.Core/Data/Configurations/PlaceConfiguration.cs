using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Core.Offers;
using MutualAid.Core.Places;

namespace MutualAid.Core.Data.Configurations;

internal sealed class NetworkConfiguration : IEntityTypeConfiguration<Network>
{
    public void Configure(EntityTypeBuilder<Network> network)
    {
        network.ToTable("network", table => table.HasCheckConstraint("network_only_one", $"id = {Network.OnlyId}"));
        network.Property(n => n.Id).ValueGeneratedNever();
        network.Property(n => n.Version).IsRowVersion();
        network.Property(n => n.Name).HasMaxLength(Network.NameMaxLength);
        network.Property(n => n.Phone).HasMaxLength(40);
        network.Property(n => n.PhoneHours).HasMaxLength(80);
        network.Property(n => n.TimeZone).HasMaxLength(60);
    }
}

internal sealed class AreaConfiguration : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> area)
    {
        area.ToTable("area");
        area.Property(a => a.Id).ValueGeneratedNever();
        area.Property(a => a.Version).IsRowVersion();
        area.Property(a => a.Name).HasMaxLength(Area.NameMaxLength);
        area.Property(a => a.Point).HasColumnType("point");
        area.HasIndex(a => a.Name).IsUnique().HasDatabaseName(Constraints.AreaOneName);
    }
}

internal sealed class OfferConfiguration : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.ToTable("offer");
        offer.Property(o => o.Id).ValueGeneratedNever();
        offer.Property(o => o.Version).IsRowVersion();
        offer.Property(o => o.Unit).HasMaxLength(40);
        offer.Property(o => o.Point).HasColumnType("point");
        offer.Property(o => o.SourceKey).HasMaxLength(200);
        offer.HasOne<Member>().WithMany().HasForeignKey(o => o.MemberId).OnDelete(DeleteBehavior.Cascade);
        offer.HasOne<HelpKind>().WithMany().HasForeignKey(o => o.KindId).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Area>().WithMany().HasForeignKey(o => o.AreaId).OnDelete(DeleteBehavior.SetNull);
        offer.HasIndex(o => o.SourceKey).IsUnique().HasDatabaseName(Constraints.OfferOneSource).HasFilter("source_key IS NOT NULL");
        offer.HasIndex(o => new { o.KindId, o.OfferedAt });
    }
}
