import { Reason } from "./reasons";

/** One sentence or two for a person, for every reason: what happened, and what to do. */
export const reasonTexts: Readonly<Record<Reason, string>> = Object.freeze({
  [Reason.none]: "Nothing to report.",
  [Reason.setpointWithdrawn]: "Released because the target was withdrawn.",
  [Reason.buttonPressed]: "Released because the button on the cuff was pressed.",
  [Reason.inflationTimeCap]: "Released because the cuff had been inflated for the longest time allowed.",
  [Reason.holdUnconfirmed]: "Released because nobody confirmed for five minutes that all is well.",
  [Reason.linkLost]: "Released because the app that is in control was away for 30 seconds.",
  [Reason.noContraction]: "Released because the limb had not moved for too long: are you all right?",
  [Reason.slackCuff]: "Released because the pressure stayed too low to do any good: a slack cuff dams the veins.",
  [Reason.excessPressure]: "Released because the pressure stayed above the target. Check the bleed valve.",
  [Reason.batteryFalling]: "Released because the battery is nearly empty.",
  [Reason.armingUnused]: "Disarmed because nothing was started for two minutes. Press the button to arm again.",
  [Reason.highPressureTimeCap]: "Released after five minutes above 80 % of the limb occlusion pressure.",
  [Reason.restrictedTimeReached]: "Released because this limb has been restricted for 30 minutes in 12 hours.",
  [Reason.leakLarge]: "Released because the cuff leaks faster than it should be pumped. Check cuff and hose.",
  [Reason.noRise]:
    "Released because pumping did not raise the pressure. Check that the hose is on and the cuff closed.",
  [Reason.volumeOutsidePreset]:
    "Released because the cuff takes a very different amount of air than it should. Is it the right cuff, closed, and on the limb?",
  [Reason.setpointTooHigh]: "Refused: the target pressure is above the limit.",
  [Reason.setpointTooLow]: "Refused: the target pressure is too low to be a hold; to release, withdraw the target.",
  [Reason.setpointNotANumber]: "Refused: the target pressure is not a number.",
  [Reason.notZeroed]:
    "Refused: the open cuff has not read a steady zero yet. Leave it open and still for six seconds, then ask again.",
  [Reason.notArmed]: "Refused: press the button on the cuff first.",
  [Reason.lopMissing]: "Refused: no limb occlusion pressure has been found or entered since the cuff was armed.",
  [Reason.lopOfAnother]:
    "Refused: the limb occlusion pressure belongs to another limb, side or person, or is older than two hours.",
  [Reason.lopMoreUpright]:
    "Refused: the limb occlusion pressure was taken in a more upright posture than you train in, where it is higher.",
  [Reason.lopImplausible]: "Refused: this limb occlusion pressure cannot be right.",
  [Reason.screeningMissing]: "Refused: answer the screening questions first; answers are valid for 30 days.",
  [Reason.notAdult]: "Refused: the cuff is for people of 18 years and over.",
  [Reason.reperfusionOwed]: "Refused: the limb needs a longer rest with the cuff open.",
  [Reason.restrictedTimeUsedUp]: "Refused: this limb has been restricted for 30 minutes in 12 hours.",
  [Reason.batteryLow]: "Refused: the battery is too low to start. Charge it.",
  [Reason.wrongLimb]: "Refused: this cuff is made for another limb.",
  [Reason.notOptedIn]: "Refused: this mode has to be chosen on purpose.",
  [Reason.overPressure]:
    "Released because the cuff pressure was above the safety limit. Restart the cuff to use it again.",
  [Reason.transducerStale]:
    "Released because the pressure transducer stopped answering. Check its wiring, then restart the cuff.",
  [Reason.transducerInvalid]:
    "Released because the pressure transducer reported impossible values. Check it, then restart the cuff.",
  [Reason.deadManTripped]: "Released by the hard-timeout watchdog. Restart the cuff to use it again.",
  [Reason.configurationImpossible]:
    "Refused: with these parts the cuff could not be released fast enough, or its transducer cannot see the limits.",
  [Reason.transducerStuck]: "Released because the pressure transducer repeats one value. Replace it.",
  [Reason.transducerNoisy]: "Released because the pressure transducer is too noisy to be believed. Check its wiring.",
  [Reason.transducerJumped]: "Released because the pressure reading jumped as no pressure can. Check the transducer.",
  [Reason.transducersDisagree]: "Released because the two pressure transducers disagree. Check both.",
  [Reason.zeroDrifted]:
    "The open cuff does not read zero: the transducer has drifted, or the pump does not stop. Calibrate it, then restart.",
  [Reason.hoseBlocked]: "The hose is blocked: the cuff may still be tight. Open the cuff by hand.",
  [Reason.pumpStuckOn]:
    "The pressure stays although the valves should be open: the pump does not stop, or no valve opens. Open the cuff by hand and switch it off.",
  [Reason.risesUnpumped]:
    "Released because the pressure rose although the pump was off. Switch the cuff off and check it.",
  [Reason.ventBlocked]: "The cuff does not let its air out. Open the cuff by hand.",
  [Reason.valveStuck]: "The cuff let go too slowly: a valve sticks. Replace it before the next use.",
  [Reason.overTemperature]: "Released because the electronics are too hot.",
  [Reason.ticksLate]: "Released because the controller fell behind. Restart the cuff.",
  [Reason.clockJumped]: "Released because the controller's clock jumped. Restart the cuff.",
  [Reason.storedDataCorrupt]:
    "Refused: what the cuff had stored cannot be read. Hold the button for ten seconds, calibrate it, and restart.",
  [Reason.currentAbsent]: "Released because the pump or a valve draws no current. Check its wires.",
  [Reason.currentStray]: "Released because the pump or a valve draws current that nobody ordered. Replace its driver.",
  [Reason.deadManUnproven]: "Refused: the hard-timeout watchdog did not prove itself. Do not use this cuff.",
  [Reason.lockedOut]:
    "Locked after three failures in ten minutes. Find the cause, then hold the button for ten seconds and restart.",
  [Reason.testNoRise]: "Not armed: pumping did not raise the pressure. Close the cuff snugly and check the hose.",
  [Reason.testRisesTooFast]: "Not armed: the pressure rose far too fast. The hose is kinked, or it is the wrong cuff.",
  [Reason.testLeaks]: "Not armed: the cuff leaks. Check cuff and hose.",
  [Reason.testBleedStuck]: "Not armed: the bleed valve did not let the air out.",
  [Reason.testDumpStuck]: "Not armed: the dump valve did not let the air out.",
  [Reason.testRestless]:
    "Not armed: the pressure rose by itself during the test. Keep still and press again; if that does not help, the pump does not stop: replace its driver.",
  [Reason.stillPressurised]: "Not armed: there is still air in the cuff.",
  [Reason.stillStarting]: "Not armed: the cuff is still checking itself. Wait six seconds.",
  [Reason.personUnknown]: "Refused: there is no such person slot.",
  [Reason.unlinked]: "Refused: only the app that is bonded and in control may start.",
  [Reason.storeFull]: "Not armed: what has to be remembered no longer fits. Switch the cuff off and on again.",
  [Reason.searchPumpTooSlow]:
    "Refused: this pump would take too long to fill the cuff for a search. Enter the limb occlusion pressure instead.",
  [Reason.searchMixed]: "Refused: let go of the cuff between a search and a hold.",
  [Reason.prescriptionImpossible]:
    "Refused: this plan breaks a safety rule: too long, too tight, or rests that are too short to let go in.",
  [Reason.deedImpossible]: "That makes no sense at this point of the session.",
  [Reason.deviation]: "The pressure is more than 15 mmHg from the target.",
  [Reason.leak]: "The cuff leaks: the pump has to make up for more than it should.",
  [Reason.timeCapNear]: "One minute until the longest time allowed.",
  [Reason.confirmationDue]: "Please confirm that all is well, or the cuff will release.",
  [Reason.noContractionAlarm]: "No movement for a while: are you all right? The cuff will release.",
  [Reason.linkMissing]: "The app is away: the cuff will release in 30 seconds.",
  [Reason.batteryNearlyLow]: "The battery is getting low.",
  [Reason.buttonStuck]: "The button seems to be stuck. The cuff cannot be armed.",
  [Reason.limbOccluded]: "Hardly any pulse gets through: the pressure was lowered by 10 mmHg. Measure again soon.",
  [Reason.staysOccluded]: "Released because hardly any pulse got through. Measure the limb occlusion pressure again.",
  [Reason.restReleased]: "Rest with the cuff open: it fills again by itself when the rest is over.",
  [Reason.sessionPaused]: "Paused, and the cuff is open. It ends by itself after two minutes.",
  [Reason.sessionDone]: "The session is complete.",
  [Reason.firstSessionOver]: "That is enough for a first session: seven minutes.",
  [Reason.symptomsPersist]: "Released: symptoms at the lowest pressure that holds. Stop for today.",
  [Reason.releaseAsked]: "Released: somebody asked for it.",
  [Reason.searchHeard]: "The cuff has let go and works out what it has heard.",
  [Reason.lopFound]: "The limb occlusion pressure was found.",
  [Reason.searchCeiling]:
    "Not found: the pulse was still there at the highest pressure allowed. Lie or sit down, or use a wider cuff.",
  [Reason.searchMovement]: "Not found: the limb moved. Keep still, do not talk, and try again after a minute.",
  [Reason.searchFewBeats]: "Not found: too few heartbeats were heard. Check how the cuff sits, and try again.",
  [Reason.searchIrregular]: "Not found: the heartbeat was irregular. Enter a value measured by Doppler instead.",
  [Reason.searchWeakPulse]: "Not found: no pulse was felt in the cuff. Check how the cuff sits, and try again.",
  [Reason.searchLeak]: "Not found: the cuff lost air while it listened. Check cuff and hose.",
  [Reason.searchTimeOut]: "Not found within the time allowed. Try again after a minute.",
  [Reason.searchUnclear]:
    "Not found: what was heard fits no artery well enough. Keep still, and try again after a minute.",
});
