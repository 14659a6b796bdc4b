using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class AskingInDetail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "asks_household",
                table: "help_kind",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // Kinds that are there already: for these it helps to know for how many people it is.
            migrationBuilder.Sql("UPDATE help_kind SET asks_household = true WHERE id IN ('groceries', 'cooked-meal', 'food-parcel', 'place-to-stay')");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "change_told_at",
                table: "claim",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "asks_household",
                table: "help_kind");

            migrationBuilder.DropColumn(
                name: "change_told_at",
                table: "claim");
        }
    }
}
