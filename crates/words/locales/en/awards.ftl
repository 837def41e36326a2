# Awards after publication: declined, and who comes in.
joint-awards-page = Awards
joint-award-act = What can be done
joint-award-holds = Holds the award
joint-award-promoted = From the reserve list
joint-award-ahead = Comes in; not published yet
joint-award-declined = Award declined
joint-declined-list = Declined awards
joint-decline = Record that the award is declined
joint-decline-note = Record it when those who hold the award have declined it in writing. The partner office is told with the reason, and the joint project has no award at either side. It cannot be taken back.
joint-decline-reason = Reason, as the partner is told
joint-decline-button = Record and tell the partner
joint-promotions = Promotion from the reserve list
joint-promotion-none = No award was declined since the last promotion.
joint-promotion-due = { $count ->
    [one] One award was declined
   *[other] { $count } awards were declined
  } since the last promotion. By the signed method and the joint order, with everybody who holds an award staying, this is who comes in:
joint-promotion-for = { $count ->
    [one] For one declined award.
   *[other] For { $count } declined awards.
  } Not published before { $at }.
joint-promotion-enter = Who comes in
joint-promotion-nobody = Nobody waits who fits.
joint-promotion-draw-up = Sign the promotion
joint-promotion-own = This office’s promotion waits for the partner’s signature
joint-promotion-theirs = The partner has signed this promotion
joint-promotion-published = Published here
joint-promotion-ahead = Signed by both; published by itself at that instant
joint-promotion-waits = A promotion of this office waits for the partner’s signature. Take it back first.
joint-promotion-other = This office comes to other projects. Wait until the exchange has brought everything, then look again.
joint-nothing-declined = No award was declined since the last promotion.
joint-not-published = This office has not published the result yet.
joint-no-award = This project holds no award that is published.
joint-declined-already = It is recorded already that this award was declined.
joint-fault-declined-other = told of a declined award that there is not
joint-your-declined = The award of the joint project was declined.
portal-done-joint-declined = Recorded, and on its way to the partner.
portal-done-joint-promotion = The promotion is signed and on its way to the partner.
portal-event-joint-declined = award declined
portal-event-joint-promotion-signed = promotion signed
letter-award_declined-subject = The award of application { $number } was declined
letter-award_declined-text = The award of the joint project of your application “{ $title }” (number { $number }) in direction { $direction } was declined at one of the two sides. The joint project has no award at either side any more.
letters-kind-award_declined = the award of the joint project was declined
