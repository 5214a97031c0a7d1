-- The year is counted by reading one of these from end to end: each holds its names in order and every figure beside
-- them, so that nothing is sorted and the table itself is not read.
CREATE INDEX events_placed ON events (
    campaign, town, month, day,
    banners, banners_estimated,
    boards, boards_estimated,
    leaflets, leaflets_estimated,
    enquiries, enquiries_estimated,
    audience, audience_estimated,
    broadcasts, broadcasts_estimated,
    messages, messages_estimated,
    views, views_estimated,
    volunteers, volunteers_estimated
) WHERE withdrawn = '';
CREATE INDEX events_carried ON events (
    form, laws, media, day,
    banners, banners_estimated,
    boards, boards_estimated,
    leaflets, leaflets_estimated,
    enquiries, enquiries_estimated,
    audience, audience_estimated,
    broadcasts, broadcasts_estimated,
    messages, messages_estimated,
    views, views_estimated,
    volunteers, volunteers_estimated
) WHERE withdrawn = '';
