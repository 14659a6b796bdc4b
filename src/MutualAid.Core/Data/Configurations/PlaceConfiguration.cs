using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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
