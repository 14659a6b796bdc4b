using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class OffersInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_offer_area_id",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "ix_offer_kind_id_offered_at",
                table: "offer");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "offer",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "offer",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "fresh_at",
                table: "offer",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<decimal>(
                name: "given",
                table: "offer",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<List<string>>(
                name: "languages",
                table: "offer",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "prompted_at",
                table: "offer",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "prompts",
                table: "offer",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<decimal>(
                name: "set_aside",
                table: "offer",
                type: "numeric",
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<bool>(
                name: "showing",
                table: "offer",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "standing",
                table: "offer",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "until",
                table: "offer",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "giver_asked_at",
                table: "need",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "linked_amount",
                table: "need",
                type: "numeric",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "linked_offer_id",
                table: "need",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "offer_gift",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    offer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    handed = table.Column<bool>(type: "boolean", nullable: false),
                    for_whom = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offer_gift", x => x.id);
                    table.CheckConstraint("offer_gift_of_something", "amount > 0");
                    table.ForeignKey(
                        name: "fk_offer_gift_offer_offer_id",
                        column: x => x.offer_id,
                        principalTable: "offer",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "offer_showing_by_area",
                table: "offer",
                columns: new[] { "area_id", "offered_at", "id" },
                filter: "showing");

            migrationBuilder.CreateIndex(
                name: "offer_showing_by_kind",
                table: "offer",
                columns: new[] { "kind_id", "offered_at", "id" },
                filter: "showing");

            migrationBuilder.CreateIndex(
                name: "offer_showing_newest",
                table: "offer",
                columns: new[] { "offered_at", "id" },
                filter: "showing");

            migrationBuilder.CreateIndex(
                name: "offer_to_ask_after",
                table: "offer",
                column: "fresh_at",
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "offer_to_erase",
                table: "offer",
                column: "closed_at",
                filter: "closed_at IS NOT NULL AND erased_at IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "offer_never_overgiven",
                table: "offer",
                sql: "set_aside >= 0 AND given >= 0 AND (quantity IS NULL OR set_aside + given <= quantity)");

            migrationBuilder.CreateIndex(
                name: "need_giver_to_ask",
                table: "need",
                columns: new[] { "giver_asked_at", "id" },
                filter: "linked_offer_id IS NOT NULL AND giver_asked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "need_of_offer",
                table: "need",
                column: "linked_offer_id",
                filter: "linked_offer_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_offer_gift_offer_id",
                table: "offer_gift",
                column: "offer_id");

            migrationBuilder.CreateIndex(
                name: "offer_gift_of_claim",
                table: "offer_gift",
                column: "claim_id",
                unique: true,
                filter: "claim_id IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "fk_need_offer_linked_offer_id",
                table: "need",
                column: "linked_offer_id",
                principalTable: "offer",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            // Offers that were here before stand as they stood.
            migrationBuilder.Sql("UPDATE offer SET showing = state = 'Open', fresh_at = offered_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_need_offer_linked_offer_id",
                table: "need");

            migrationBuilder.DropTable(
                name: "offer_gift");

            migrationBuilder.DropIndex(
                name: "offer_showing_by_area",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "offer_showing_by_kind",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "offer_showing_newest",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "offer_to_ask_after",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "offer_to_erase",
                table: "offer");

            migrationBuilder.DropCheckConstraint(
                name: "offer_never_overgiven",
                table: "offer");

            migrationBuilder.DropIndex(
                name: "need_giver_to_ask",
                table: "need");

            migrationBuilder.DropIndex(
                name: "need_of_offer",
                table: "need");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "fresh_at",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "given",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "languages",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "prompted_at",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "prompts",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "set_aside",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "showing",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "standing",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "until",
                table: "offer");

            migrationBuilder.DropColumn(
                name: "giver_asked_at",
                table: "need");

            migrationBuilder.DropColumn(
                name: "linked_amount",
                table: "need");

            migrationBuilder.DropColumn(
                name: "linked_offer_id",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "ix_offer_area_id",
                table: "offer",
                column: "area_id");

            migrationBuilder.CreateIndex(
                name: "ix_offer_kind_id_offered_at",
                table: "offer",
                columns: new[] { "kind_id", "offered_at" });
        }
    }
}
